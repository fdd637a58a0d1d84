import { and, count, desc, eq, gte, isNotNull, lt, ne, or, isNull, sql } from 'drizzle-orm';
import { foldCode } from '../core/offers/coupon.ts';
import type { CouponId, EpisodeId, OrderId, ShopperId, StoreId } from '../core/words/ids.ts';
import type { Coupons, StoredCoupon } from '../ports/store/coupons.ts';
import type { Engine } from './engine.ts';
import { excluded, rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createCoupons = (engine: Engine): Coupons => {
  const read = prepareReads(engine);
  const write = prepareWrites(engine);
  return {
    find: async (storeId, id) => toCoupon(await read.find.first({ storeId, id })),
    bySubject: async (storeId, subject) => toCoupon(await read.bySubject.first({ storeId, subject })),
    ofRun: async (storeId, episodeId) => (await read.ofRun.read({ storeId, episodeId })).map(toCoupon),
    givenBefore: async (storeId, { shopperId, since, notOf }) =>
      (await read.givenBefore.read({ storeId, shopperId, since, notOf })).flatMap(
        ({ handedAt }) => handedAt ?? [],
      ),
    byCodes: async (storeId, codes) =>
      codes.length === 0
        ? []
        : (await read.byCodes.read({ storeId, keys: codes.map(foldCode) })).map(toCoupon),

    wanted: (coupon) => write.add.write(rowOf(coupon)),
    changed: (before, change) =>
      write.change.write(
        { ...rowOf({ ...before, ...change }), readRevision: before.revision },
        { expect: 1 },
      ),
    handed: (coupon, { at, ...to }) =>
      write.hand.write(rowOf({ ...coupon, ...to, handedAt: coupon.handedAt ?? at })),
    used: (storeId, id, orderId) => write.use.write({ storeId, id, orderId }),

    ...createReport(engine),
  };
};

const toCoupon = <Found extends Row<'coupons'> | null>(row: Found): StoredCoupon | Extract<Found, null> => {
  if (row === null) return null as Extract<Found, null>;
  const { codeKey: _codeKey, ...coupon } = row;
  return coupon;
};

const rowOf = (coupon: Omit<StoredCoupon, 'revision'>): Row<'coupons'> => ({
  ...coupon,
  codeKey: coupon.code === null ? null : foldCode(coupon.code),
  revision: 1,
});

/** Offers of one shopper that are looked at: more of them change nothing. */
const MOST_GIVEN = 10;

const prepareReads = ({ db, kit, prepare, tables: { coupons } }: Engine) => ({
  find: prepare('coupons.find', (slot: Slots<{ storeId: StoreId; id: CouponId }>) =>
    db
      .select()
      .from(coupons)
      .where(and(eq(coupons.id, slot.id), eq(coupons.storeId, slot.storeId))),
  ),
  bySubject: prepare('coupons.bySubject', (slot: Slots<{ storeId: StoreId; subject: string }>) =>
    db
      .select()
      .from(coupons)
      .where(and(eq(coupons.storeId, slot.storeId), eq(coupons.subject, slot.subject))),
  ),
  ofRun: prepare('coupons.ofRun', (slot: Slots<{ storeId: StoreId; episodeId: EpisodeId }>) =>
    db
      .select()
      .from(coupons)
      .where(and(eq(coupons.episodeId, slot.episodeId), eq(coupons.storeId, slot.storeId))),
  ),
  givenBefore: prepare(
    'coupons.givenBefore',
    (slot: Slots<{ storeId: StoreId; shopperId: ShopperId; since: Date; notOf: EpisodeId }>) =>
      db
        .select({ handedAt: coupons.handedAt })
        .from(coupons)
        .where(
          and(
            eq(coupons.storeId, slot.storeId),
            eq(coupons.shopperId, slot.shopperId),
            gte(coupons.handedAt, slot.since),
            or(isNull(coupons.episodeId), ne(coupons.episodeId, slot.notOf)),
          ),
        )
        .orderBy(desc(coupons.handedAt))
        .limit(MOST_GIVEN),
  ),
  byCodes: prepare('coupons.byCodes', (slot: Slots<{ storeId: StoreId; keys: readonly string[] }>) =>
    db
      .select()
      .from(coupons)
      .where(and(eq(coupons.storeId, slot.storeId), kit.anyOf(coupons.codeKey, slot.keys)))
      .orderBy(desc(coupons.handedAt))
      .limit(MOST_OF_CODE),
  ),
});

/** A merchant's own code may have gone to many; whoever used it got it lately. */
const MOST_OF_CODE = 200;

const prepareWrites = ({ db, prepare, tables: { coupons } }: Engine) => ({
  add: prepare('coupons.wanted', (slot: Slots<Row<'coupons'>>) =>
    db.insert(coupons).values(rowSlots(coupons, slot)),
  ),
  change: prepare('coupons.changed', (slot: Slots<Row<'coupons'> & { readRevision: number }>) =>
    db
      .update(coupons)
      .set({
        code: slot.code,
        codeKey: slot.codeKey,
        state: slot.state,
        reason: slot.reason,
        tries: slot.tries,
        retryAt: slot.retryAt,
        externalId: slot.externalId,
        expiresAt: slot.expiresAt,
        revision: sql`${coupons.revision} + 1`,
      })
      .where(and(eq(coupons.id, slot.id), eq(coupons.revision, slot.readRevision))),
  ),
  hand: prepare('coupons.handed', (slot: Slots<Row<'coupons'>>) =>
    db
      .insert(coupons)
      .values(rowSlots(coupons, slot))
      .onConflictDoUpdate({
        target: [coupons.storeId, coupons.subject],
        set: {
          ...excluded(coupons, ['messageId', 'cartId', 'shopperId']),
          handedAt: sql`coalesce(${coupons.handedAt}, excluded.handed_at)`,
        },
      }),
  ),
  use: prepare('coupons.used', (slot: Slots<{ storeId: StoreId; id: CouponId; orderId: OrderId }>) =>
    db
      .update(coupons)
      .set({ orderId: slot.orderId })
      .where(and(eq(coupons.id, slot.id), eq(coupons.storeId, slot.storeId), isNull(coupons.orderId))),
  ),
});

type Window = { readonly storeId: StoreId; readonly from: Date; readonly to: Date };

const createReport = ({
  db,
  prepare,
  tables: { coupons, orders },
}: Engine): Pick<Coupons, 'given' | 'redeemed'> => {
  const place = { flow: coupons.flow, stepId: coupons.stepId, type: coupons.type };
  const isWithin = (slot: Slots<Window>) =>
    and(
      eq(coupons.storeId, slot.storeId),
      isNotNull(coupons.handedAt),
      gte(coupons.handedAt, slot.from),
      lt(coupons.handedAt, slot.to),
    );
  const given = prepare('coupons.given', (slot: Slots<Window>) =>
    db
      .select({ ...place, given: count() })
      .from(coupons)
      .where(isWithin(slot))
      .groupBy(coupons.flow, coupons.stepId, coupons.type),
  );
  const redeemed = prepare('coupons.redeemed', (slot: Slots<Window>) =>
    db
      .select({
        ...place,
        value: coupons.value,
        currency: coupons.currency,
        meaning: orders.meaning,
        order: orders.snapshot,
      })
      .from(coupons)
      .innerJoin(orders, eq(orders.id, coupons.orderId))
      .where(isWithin(slot)),
  );
  return {
    given: async (storeId, { from, to }) => given.read({ storeId, from, to }),
    redeemed: async (storeId, { from, to }) => redeemed.read({ storeId, from, to }),
  };
};
