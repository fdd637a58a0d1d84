import { abandonedAt } from '../cart/state.ts';
import type { Flow } from '../flows/flow.ts';
import type { Settings } from '../flows/settings.ts';
import { OUTCOME_WITHIN_MS } from '../results/lift.ts';
import type { EpisodeId, MessageId, StepId } from '../words/ids.ts';
import type { CheckCode } from '../words/reason-codes.ts';
import { latenessMs } from './anchor.ts';
import { decide, type Decision } from './decide.ts';
import { nextStep, type NextStep } from './next-step.ts';
import { nextOrderNews, ordersAt, silencesOf, type PastCart, type Silence } from './past.ts';
import type { Episode, MessageFact, Snapshot, StepDone } from './snapshot.ts';

/** Under which settings the past is lived through once more. */
export type Rules = { readonly flow: Flow; readonly settings: Settings };

export type ReplayFrame = {
  readonly store: Pick<Snapshot['store'], 'id' | 'platform'>;
  /** Runs that open by a silence begun from `from` until before `to` are told of. */
  readonly from: Date;
  readonly to: Date;
  /** Today: what would be sent later is not known. */
  readonly now: Date;
};

export type SentThen = {
  readonly at: Date;
  readonly stepId: StepId;
  /** The shopper bought within seven days after it. */
  readonly toBuyer: boolean;
};

/**
 * What one shopper would have been sent, had the flow been on with these rules all the time. Asks the functions that
 * the sweep asks, with a clock that moves through the past. Every cart is taken as known in time, and every order
 * from the moment it was placed.
 */
export const replayShopper = (
  carts: readonly PastCart[],
  rules: Rules,
  frame: ReplayFrame,
): readonly SentThen[] => {
  const life: Life = { rules: alwaysOn(rules), frame, run: null, carried: [], sentAt: [], told: [] };
  for (const silence of silencesOf(carts)) {
    if (silence.begin >= frame.now) break;
    live(life, silence);
  }
  return life.told;
};

/** What was done so far; one shopper's, thrown away at the end. */
type Life = {
  readonly rules: Rules;
  readonly frame: ReplayFrame;
  run: Run | null;
  /** What was sent before an order was awaited: should that lapse, it stays sent. */
  carried: readonly StepDone[];
  readonly sentAt: Date[];
  readonly told: SentThen[];
};

type Run = {
  readonly episode: Episode;
  readonly isTold: boolean;
  readonly steps: StepDone[];
  message: MessageFact | null;
  /** Nothing is to be looked at before. */
  clock: Date;
};

const LONG_AGO = new Date(0);

/** A step added yesterday and a control group are no part of the question. */
const alwaysOn = ({ flow, settings }: Rules): Rules => ({
  settings,
  flow: {
    ...flow,
    enabled: true,
    enabledAt: LONG_AGO,
    holdoutPercent: 0,
    steps: flow.steps.map((step) => ({ ...step, addedAt: LONG_AGO })),
  },
});

/** More turns than a message can wait for in earnest. */
const MOST_TURNS = 500;

const live = (life: Life, silence: Silence): void => {
  const { speaks } = silence;
  if (speaks === null) {
    life.run = null;
    return;
  }
  const end = silence.end ?? life.frame.now;
  life.run ??= openRun(life, silence, speaks, end);
  for (let turn = 0; life.run !== null && turn < MOST_TURNS; turn += 1) {
    const now = later(life.run.clock, silence.begin);
    const next = nextStep(snapshotAt(life, life.run, speaks, now), life.rules.flow);
    if (next.kind === 'none') life.run = null;
    else if (later(now, next.dueAt) >= end) return;
    else takeTurn(life, life.run, { speaks, next, now: later(now, next.dueAt) });
  }
};

const later = (one: Date, other: Date): Date => (one > other ? one : other);

type Speaks = NonNullable<Silence['speaks']>;

// oxlint-disable-next-line max-params -- who lives, when, what speaks, and until when
const openRun = (life: Life, silence: Silence, speaks: Speaks, end: Date): Run | null => {
  const cart = cartAt(speaks, silence.begin, life.rules.settings);
  const anchorAt = abandonedAt(cart, life.rules.settings);
  const openedAt = later(anchorAt, cart.firstSeenAt);
  if (openedAt >= end || !speaks.isReachable) return null;
  const { flow } = life.rules;
  return {
    episode: {
      id: '' as EpisodeId,
      storeId: life.frame.store.id,
      shopperId: speaks.past.shopper.id,
      flow: flow.kind,
      cartId: cart.id,
      orderId: null,
      anchorAt,
      lateMs: latenessMs(cart, anchorAt, flow),
      openedAt,
      endedAt: null,
      endReason: null,
      holdout: null,
      revision: 1,
    },
    isTold: silence.begin >= life.frame.from && silence.begin < life.frame.to,
    steps: speaks.lapsedAt === null ? [] : [...life.carried],
    message: null,
    clock: openedAt,
  };
};

type Turn = {
  readonly speaks: Speaks;
  readonly next: Extract<NextStep, { kind: 'step' }>;
  readonly now: Date;
};

const takeTurn = (life: Life, run: Run, { speaks, next, now }: Turn): void => {
  const stepId = next.step.id;
  const channel = next.step.channels[0];
  if (channel === undefined) {
    life.run = null;
    return;
  }
  if (run.message?.stepId !== stepId) run.message = { id: null, stepId, channel, waits: 0, waitedFor: null };
  const decision = decide(snapshotAt(life, run, speaks, now), life.rules.flow, stepId, now);
  run.clock = now;
  switch (decision.action.kind) {
    case 'send':
      return send(life, run, { speaks, next, now });
    case 'wait':
      run.clock = later(wakesAt(decision, { speaks, next, now }), new Date(now.getTime() + 1));
      run.message = { ...run.message, waitedFor: waitedFor(decision) };
      return;
    case 'next_channel':
      run.message = { ...run.message, channel: decision.action.channel };
      return;
    case 'skip':
    case 'expire':
      return settle(run, stepId, null);
    case 'stop':
      if (decision.action.end === 'payment_pending')
        life.carried = run.steps.filter(({ sentAt }) => sentAt !== null);
      life.run = null;
      return;
    default:
      return decision.action satisfies never;
  }
};

const send = (life: Life, run: Run, { speaks, next, now }: Turn): void => {
  settle(run, next.step.id, now);
  life.sentAt.unshift(now);
  if (!run.isTold) return;
  const until = new Date(now.getTime() + OUTCOME_WITHIN_MS);
  const toBuyer = speaks.past.orders.some(
    ({ fact, test }) =>
      !test && fact.matchesCart && fact.meaning === 'bought' && fact.placedAt > now && fact.placedAt <= until,
  );
  life.told.push({ at: now, stepId: next.step.id, toBuyer });
};

const settle = (run: Run, stepId: StepId, sentAt: Date | null): void => {
  run.message = null;
  run.steps.push({
    messageId: '' as MessageId,
    stepId,
    state: sentAt === null ? 'skipped' : 'accepted',
    sentAt,
  });
};

/** Whose end nobody knows: asked again by the minute in earnest, and here when something new is known. */
const OPEN_ENDED: ReadonlySet<string | null> = new Set<CheckCode>([
  'payment_pending',
  'template_missing',
  'channel_down',
]);

const wakesAt = ({ action, reason }: Decision, { speaks, next, now }: Turn): Date => {
  if (action.kind !== 'wait') return now;
  if (!OPEN_ENDED.has(reason)) return action.until;
  const news = nextOrderNews(speaks.past.orders, now);
  return news === null || news > next.shelfEndsAt ? next.shelfEndsAt : news;
};

const waitedFor = ({ reason }: Decision): CheckCode | null => reason as CheckCode | null;

// oxlint-disable-next-line max-params -- who lives, which run, what speaks, and when
const snapshotAt = (life: Life, run: Run, speaks: Speaks, now: Date): Snapshot => {
  const { past } = speaks;
  return {
    store: {
      ...life.frame.store,
      state: 'active',
      connectedAt: LONG_AGO,
      settings: life.rules.settings,
      holdoutSecret: '',
      ordersSeenUntil: now,
      ordersFreshForMs: 0,
    },
    cart: cartAt(speaks, now, life.rules.settings),
    newerCartId: null,
    episode: run.episode,
    message: run.message,
    steps: run.steps,
    paymentEndsAt: null,
    shopper: { ...past.shopper, marketingSentAt: life.sentAt },
    orders: ordersAt(past.orders, now),
    channels: past.channels,
    human: null,
    platformReminderAt: null,
  };
};

/** The cart as it stood: settled by nothing but its orders, which stand beside it. */
const cartAt = (
  { past: { cart }, lastActivityAt, lapsedAt }: Speaks,
  now: Date,
  { maxLatenessMs }: Settings,
): Snapshot['cart'] => {
  const completedAt = cart.registers.completedAt ?? null;
  const isImported = cart.firstSeenAt.getTime() - cart.startedAt.getTime() > maxLatenessMs;
  return {
    ...cart,
    state: completedAt !== null && completedAt <= now ? 'purchased' : 'open',
    closedReason: null,
    orderId: null,
    lastActivityAt,
    lapsedAt,
    firstSeenAt: isImported ? cart.startedAt : cart.firstSeenAt,
  };
};
