import type { StoredMessage } from '../../../src/ports/store/messages.ts';
import type { Life } from './life.ts';
import { isAround, knownOf, type Known } from './model.ts';
import { cartName } from './told.ts';
import type { Entry, Histories, Lived } from './world.ts';

const MINUTE_MS = 60_000;
const COOL_OFF_MS = 86_400_000;
const ABANDONED_AFTER_MS = 30 * MINUTE_MS;

/** Everything that must not be in a life, as sentences; none where all is well. */
export const brokenRules = async (world: Histories, life: Life, lived: Lived): Promise<readonly string[]> => {
  const mails = await mailsOf(world, life, lived);
  const each = mails.flatMap((mail) => RULES.flatMap((rule) => rule({ life, mail, mails }) ?? []));
  return [...each, ...sentTwice(mails)];
};

type Mail = {
  readonly message: StoredMessage;
  readonly cart: string;
  readonly to: string;
  readonly at: Date;
  /** What had been heard when it was handed over. */
  readonly known: Known;
  /** The last that counted as activity at any time until then; null for what speaks of no cart. */
  readonly latestActivityAt: number | null;
  readonly switchedBefore: Extract<Entry, { kind: 'switched' }> | null;
};

type Rule = (given: {
  readonly life: Life;
  readonly mail: Mail;
  readonly mails: readonly Mail[];
}) => string | null;

const mailsOf = async (
  { store }: Histories,
  life: Life,
  { entries, storeId }: Lived,
): Promise<readonly Mail[]> => {
  const mails: Mail[] = [];
  for (const [place, entry] of entries.entries()) {
    if (entry.kind !== 'handed_over') continue;
    const message = await store.messages.find(entry.messageId as StoredMessage['id']);
    if (message === null) throw new Error('a message that nobody planned was sent');
    const [cart] = await store.carts.byIds(storeId, [message.cartId]);
    mails.push({
      message,
      cart: cart?.externalId ?? '',
      to: entry.to.toLowerCase(),
      at: entry.at,
      known: knownOf(life, heardIn(entries.slice(0, place))),
      latestActivityAt: latestActivity(life, entries.slice(0, place), cart?.externalId ?? ''),
      switchedBefore: entries.slice(0, place).findLast((one) => one.kind === 'switched') ?? null,
    });
  }
  return mails;
};

/**
 * What is heard later may tell that nothing had changed after all, so that the silence began earlier. A run that was
 * begun rightly goes on all the same: its anchor never moves back.
 */
const latestActivity = (life: Life, entries: readonly Entry[], cart: string): number | null => {
  const times = entries.flatMap((_, place) =>
    knownOf(life, heardIn(entries.slice(0, place + 1)))
      .carts.filter((one) => cartName(one.cart) === cart)
      .map(({ lastActivityAt }) => lastActivityAt.getTime()),
  );
  return times.length === 0 ? null : Math.max(...times);
};

export const heardIn = (entries: readonly Entry[]): readonly number[] =>
  entries.flatMap((entry) => (entry.kind === 'told' ? entry.of : []));

const isMarketing = ({ message }: Mail): boolean => message.flow === 'abandoned_cart';

const speaksOf = ({ cart, known }: Mail) => known.carts.find((one) => cartName(one.cart) === cart) ?? null;

/** Never a marketing message after a purchase that was known. */
const toBuyer: Rule = ({ mail }) => {
  const cart = speaksOf(mail);
  const purchase = mail.known.orders.find(
    (order) =>
      order.state === 'bought' &&
      ((cart !== null && (order.cart === cart.cart || isAround(cart, order))) ||
        (order.email === mail.to && order.placedAt.getTime() > mail.at.getTime() - COOL_OFF_MS)),
  );
  return isMarketing(mail) && purchase !== undefined ? `${mail.to} had bought order ${purchase.order}` : null;
};

/** Never a reminder of the cart while its order awaits payment or is looked at. */
const whilePaying: Rule = ({ mail }) => {
  const cart = speaksOf(mail);
  const order = mail.known.orders.find(
    (one) => one.state !== 'bought' && cart !== null && one.cart === cart.cart,
  );
  return isMarketing(mail) && order !== undefined ? `order ${order.order} awaited its payment` : null;
};

/** A reminder to pay is about an order that can be paid. */
const afterPaying: Rule = ({ mail }) => {
  if (isMarketing(mail)) return null;
  const payable = mail.known.orders.some(({ state, email }) => state === 'pending' && email === mail.to);
  return payable ? null : `${mail.to} had nothing left to pay`;
};

const removedCart: Rule = ({ mail }) =>
  isMarketing(mail) && speaksOf(mail)?.isRemoved === true ? `${mail.cart} had been removed` : null;

const refused: Rule = ({ mail }) =>
  isMarketing(mail) && mail.known.refused.includes(mail.to) ? `${mail.to} had opted out` : null;

const overBudget: Rule = ({ life, mail, mails }) => {
  if (!isMarketing(mail)) return null;
  const before = mails.filter((one) => isMarketing(one) && one.to === mail.to && one.at <= mail.at);
  const broken = life.setting.budget.find(
    ({ max, withinMs }) =>
      before.filter(({ at }) => at.getTime() > mail.at.getTime() - withinMs).length > max,
  );
  return broken === undefined ? null : `${mail.to} got more than ${broken.max} in ${broken.withinMs} ms`;
};

const inQuietHours: Rule = ({ life: { setting }, mail }) => {
  const { quietHours, zone } = setting;
  if (quietHours === null || !isMarketing(mail)) return null;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(mail.at);
  const { from, to } = quietHours;
  const isQuiet = from < to ? clock >= from && clock < to : clock >= from || clock < to;
  return isQuiet ? `it was ${clock} in ${zone}` : null;
};

/** Nothing that fell silent before the flow was switched on is mailed, and nothing while it is off. */
const whileOff: Rule = ({ mail }) => {
  if (!isMarketing(mail)) return null;
  const last = mail.switchedBefore;
  if (last === null || !last.on) return 'the flow was off';
  const { latestActivityAt } = mail;
  return latestActivityAt !== null && latestActivityAt + ABANDONED_AFTER_MS <= last.at.getTime()
    ? 'the cart was abandoned before the flow began'
    : null;
};

const tooEarly: Rule = ({ mail }) => {
  const cart = speaksOf(mail);
  if (!isMarketing(mail) || cart === null) return null;
  return mail.at.getTime() < cart.lastActivityAt.getTime() + ABANDONED_AFTER_MS
    ? `${mail.cart} was still active`
    : null;
};

const RULES: readonly Rule[] = [
  toBuyer,
  whilePaying,
  afterPaying,
  removedCart,
  refused,
  overBudget,
  inQuietHours,
  whileOff,
  tooEarly,
];

/** No message twice, and no step of an episode twice, whatever died in between. */
const sentTwice = (mails: readonly Mail[]): readonly string[] => {
  const steps = mails.map(({ message }) => `${message.episodeId} ${message.stepId}`);
  return steps
    .filter((step, place) => steps.indexOf(step) !== place)
    .map((step) => `step ${step} went twice`);
};
