import type { Click } from '../../../src/core/results/click.ts';
import type { CreditEvidence, CreditMessage, CreditOrder } from '../../../src/core/results/credit.ts';
import type { Basis, DailyDelta } from '../../../src/core/results/funnel.ts';
import type { StoreId } from '../../../src/core/words/ids.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = new Date('2026-11-21T00:00:00Z').getTime();
const at = (ms: number): Date => new Date(start + ms);

/** Ids are given as plain text: what counts here is which are equal. */
type Plain<Value> = {
  readonly [Name in keyof Value]?: Value[Name] extends string | null ? string | null : Value[Name];
};

const message = (given: Plain<CreditMessage> = {}): CreditMessage =>
  ({
    id: 'm1',
    cartId: 'c1',
    shopperId: 'p1',
    episodeId: 'e1',
    flow: 'abandoned_cart',
    stepId: 'first',
    channel: 'email',
    sentAt: given.acceptedAt === undefined ? at(0) : given.acceptedAt,
    acceptedAt: at(0),
    openedAt: at(0),
    aboutOrderId: null,
    couponCodes: [],
    ...given,
  }) as CreditMessage;

const click = (messageId: string, ms: number, given: Partial<Click> = {}): Click =>
  ({
    id: `k-${messageId}-${ms}`,
    storeId: 's1',
    subject: 'e1',
    tokenHash: `return-${messageId}`,
    linkKind: 'return',
    messageId,
    cartId: 'c1',
    shopperId: 'p1',
    at: at(ms),
    verdict: { kind: 'human' },
    countedOn: null,
    ...given,
  }) as Click;

const order = (given: Partial<CreditOrder> = {}): CreditOrder & { readonly storeId: StoreId } =>
  ({
    id: 'o1',
    storeId: 's1',
    placedAt: at(6 * HOUR),
    boughtAt: given.placedAt ?? at(6 * HOUR),
    coupons: [],
    origin: 'storefront',
    ...given,
  }) as CreditOrder & { readonly storeId: StoreId };

const evidence = (given: Partial<CreditEvidence> = {}): CreditEvidence => ({
  order: order(),
  meaning: 'bought',
  cartIds: ['c1' as CreditEvidence['cartIds'][number]],
  messages: [message()],
  clicks: [],
  windowMs: 5 * DAY,
  ...given,
});

export const creditWorld = { at, click, evidence, message, order, HOUR, DAY };

export const contributionTotals = (deltas: readonly DailyDelta[], basis: Basis) => {
  const revenue: Record<string, number> = {};
  let recovered = 0;
  for (const delta of deltas.filter((delta) => delta.basis === basis)) {
    recovered += delta.counts.recovered ?? 0;
    revenue[delta.currency] = (revenue[delta.currency] ?? 0) + delta.revenueMinor;
  }
  return { recovered, revenue };
};
