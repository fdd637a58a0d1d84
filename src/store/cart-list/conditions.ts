import {
  and,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  not,
  notInArray,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import { currencyDecimals, ODD_CURRENCIES, parseMoney } from '../../core/words/money.ts';
import type { CartState, Channel, SettledState } from '../../core/words/vocabulary.ts';
import type { CartListQuery } from '../../ports/store/cart-list.ts';
import type { Engine } from '../engine.ts';

/** A window of the last activity; `from` inclusive, `to` exclusive. */
export type Window = { readonly from: Date | null; readonly to: Date | null };

/** What the filters say about a cart's own row; words are asked for elsewhere. */
export const cartConditions = (engine: Engine, query: CartListQuery): SQL | undefined => {
  const { carts } = engine.tables;
  const { registered, country, minTotal, channel, states } = query.filters;
  return and(
    eq(carts.storeId, query.storeId),
    states === null ? undefined : stateCondition(engine, query, states),
    registered === null ? undefined : eq(carts.registered, registered),
    country === null ? undefined : eq(carts.country, country.toUpperCase()),
    minTotal === null ? undefined : minTotalCondition(engine, minTotal),
    channel === null ? undefined : channelCondition(engine, channel),
  );
};

/** The shown states as `cartState` of the core computes them, in SQL. */
const stateCondition = (
  engine: Engine,
  query: CartListQuery,
  states: readonly CartState[],
): SQL | undefined => {
  const { carts } = engine.tables;
  const settled = states.filter(isSettled);
  const open = states
    .filter((state) => !isSettled(state))
    .map((state) => openCondition(engine, query, state));
  return or(
    settled.length === 0 ? undefined : inArray(carts.state, settled),
    open.length === 0 ? undefined : and(eq(carts.state, 'open'), or(...open)),
  );
};

/** What is abandoned, active and so on, of carts whose state is open. */
export const openCondition = (
  { tables: { carts } }: Engine,
  query: Moment,
  state: CartState,
): SQL | undefined => {
  const silentSince = new Date(query.now.getTime() - query.abandonedAfterMs);
  const over = lte(carts.lastActivityAt, horizonOf(query));
  const active = or(
    and(isNull(carts.lapsedAt), gt(carts.lastActivityAt, silentSince)),
    gt(carts.lapsedAt, query.now),
  );
  if (state === 'active') return active;
  const rests = or(
    and(isNull(carts.lapsedAt), lte(carts.lastActivityAt, silentSince)),
    lte(carts.lapsedAt, query.now),
  );
  if (state === 'expired') return and(rests, over);
  const nobody = and(isNull(carts.emailKey), isNull(carts.phoneKey));
  return and(
    rests,
    not(over),
    state === 'anonymous' ? nobody : or(isNotNull(carts.emailKey), isNotNull(carts.phoneKey)),
  );
};

type Moment = Pick<CartListQuery, 'now' | 'abandonedAfterMs' | 'recoveryHorizonMs'>;

const horizonOf = ({ now, recoveryHorizonMs }: Moment): Date => new Date(now.getTime() - recoveryHorizonMs);

export const isSettled = (state: CartState): state is Exclude<SettledState, 'open'> & CartState =>
  state === 'closed' || state === 'recovered' || state === 'purchased' || state === 'pending_payment';

/** Outside this window no cart of these states can be: an index range less to walk. */
export const windowOf = (query: CartListQuery): Window => {
  const { states, from, to } = query.filters;
  const windows =
    states === null ? [{ from: null, to: null }] : states.map((state) => stateWindow(query, state));
  return {
    from: later(
      from,
      windows.some((one) => one.from === null) ? null : earliest(windows.map((one) => one.from)),
    ),
    to: earlier(to, windows.some((one) => one.to === null) ? null : latest(windows.map((one) => one.to))),
  };
};

const stateWindow = (query: CartListQuery, state: CartState): Window => {
  if (isSettled(state)) return { from: null, to: null };
  const horizon = horizonOf(query);
  if (state === 'expired') return { from: null, to: new Date(horizon.getTime() + 1) };
  return {
    from: state === 'active' ? new Date(query.now.getTime() - query.abandonedAfterMs) : horizon,
    to: null,
  };
};

const times = (dates: readonly (Date | null)[]): number[] => dates.flatMap((date) => date?.getTime() ?? []);
const earliest = (dates: readonly (Date | null)[]): Date => new Date(Math.min(...times(dates)));
const latest = (dates: readonly (Date | null)[]): Date => new Date(Math.max(...times(dates)));
/** The narrower of two limits; null sets none. */
const later = (one: Date | null, other: Date | null): Date | null =>
  one === null || other === null ? (one ?? other) : latest([one, other]);
const earlier = (one: Date | null, other: Date | null): Date | null =>
  one === null || other === null ? (one ?? other) : earliest([one, other]);

export const inWindow = ({ tables: { carts } }: Engine, { from, to }: Window): SQL | undefined =>
  and(
    from === null ? undefined : gte(carts.lastActivityAt, from),
    to === null ? undefined : lt(carts.lastActivityAt, to),
  );

/** Minor units of most currencies; the odd ones by their own decimals. */
const minTotalCondition = ({ tables: { carts } }: Engine, minTotal: string): SQL | undefined => {
  const common = gte(carts.totalMinor, minorOf(minTotal, 'USD'));
  const byDecimals = [0, 3, 4].map((decimals) => {
    const currencies = ODD_CURRENCIES.filter((currency) => currencyDecimals(currency) === decimals);
    const [first = 'JPY'] = currencies;
    return and(inArray(carts.currency, currencies), gte(carts.totalMinor, minorOf(minTotal, first)));
  });
  return or(and(notInArray(carts.currency, [...ODD_CURRENCIES]), common), ...byDecimals);
};

export const minorOf = (amount: string, currency: string): number => {
  const parsed = parseMoney(amount, currency);
  return parsed.valid ? parsed.money.minor : Number.MAX_SAFE_INTEGER;
};

/** An address of the channel that did not refuse; `webhook` reaches whoever has a contact at all. */
const channelCondition = (engine: Engine, channel: Channel): SQL | undefined => {
  const { carts } = engine.tables;
  if (channel === 'webhook') return or(isNotNull(carts.emailKey), isNotNull(carts.phoneKey));
  const key = channel === 'email' ? carts.emailKey : carts.phoneKey;
  return and(isNotNull(key), not(hasRefused(engine, channel)));
};

const hasRefused = ({ tables: { consents } }: Engine, channel: 'email' | 'whatsapp'): SQL => {
  const key = channel === 'email' ? sql`carts.email_key` : sql`carts.phone_key`;
  return sql`exists (select 1 from ${consents} as refusal where refusal.store_id = carts.store_id
    and refusal.key = ${key} and refusal.channel = ${channel} and refusal.state = 'out')`;
};
