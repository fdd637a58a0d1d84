import { emailKey } from '../../core/cart/contact.ts';
import { tombstoneHashes } from '../../core/privacy/redaction.ts';
import { readPhone } from '../../core/words/phone.ts';
import type { CartId, ShopperId, StoreId } from '../../core/words/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Secrets } from '../../ports/secrets.ts';
import type { StoredCart } from '../../ports/store/carts.ts';
import type { StoredOrder } from '../../ports/store/orders.ts';
import type { ErasedAround } from '../../ports/store/erasing.ts';
import type { Store } from '../../ports/store/store.ts';
import type { EraseRequest } from '../intake/parts.ts';
import { createForgetBodies } from './forget-bodies.ts';
import { createForgetRequests } from './forget-requests.ts';
import { redactCart, redactOrder } from './redact.ts';

export type EraseParts = {
  readonly store: Pick<
    Store,
    | 'carts'
    | 'orders'
    | 'shoppers'
    | 'tombstones'
    | 'erasing'
    | 'stores'
    | 'dataRequests'
    | 'reconciliations'
    | 'commit'
  >;
  readonly secrets: Pick<Secrets, 'open'>;
  readonly clock: Pick<Clock, 'now'>;
};

export type Erased = ErasedAround & {
  readonly carts: number;
  readonly orders: number;
  readonly shoppers: number;
  readonly deliveries: number;
  readonly dataRequests: number;
  readonly discrepancies: number;
};

/** The keys of somebody named by a merchant; `country` reads a phone without a prefix. Null for neither. */
export const keysToErase = (
  given: { readonly email: string | null; readonly phone: string | null },
  country: string | null,
): Pick<EraseRequest, 'emailKeys' | 'phoneKeys'> | null => {
  const email = emailKey(given.email);
  const phone = given.phone === null ? null : (readPhone(given.phone, country)?.key ?? null);
  if (email === null && phone === null) return null;
  return { emailKeys: email === null ? [] : [email], phoneKeys: phone === null ? [] : [phone] };
};

/**
 * Forgets somebody at one store, in short steps: first the tombstones, so that nothing older can come in again, then
 * carts, orders, everything done about them, and the inbox. Doing it again, or after an interruption, finishes it.
 */
export const createErase = (parts: EraseParts) => {
  const forgetBodies = createForgetBodies(parts);
  const forgetRequests = createForgetRequests(parts);
  return async (request: EraseRequest): Promise<Erased> => {
    const { storeId, emailKeys, phoneKeys } = request;
    const { erasing } = parts.store;
    const people = { emailKeys, phoneKeys };
    await bury(parts, request, { carts: request.cartIds ?? [], orders: request.orderIds });
    const shopperIds = await erasing.shoppersOf(storeId, people);
    const orders = await eraseOrders(parts, request);
    const carts = await eraseCarts(parts, request, orders);
    const around = await eraseAround(parts, request, { cartIds: carts.map(({ id }) => id), shopperIds });
    // Before the people are: by them it is known whose account a request names.
    const dataRequests = await forgetRequests(storeId, request);
    const { shoppers } = await erasing.people(storeId, people);
    const ids = [...[...carts, ...orders].map(({ externalId }) => externalId), ...(request.cartIds ?? [])];
    const deliveries = await forgetBodies(storeId, {
      ...people,
      askedBy: request.askedBy,
      ids,
      at: request.at,
    });
    const discrepancies = await eraseDiscrepancies(parts, request, ids);
    if (request.askedBy !== undefined) await parts.store.commit([erasing.bodyEmptied(request.askedBy)]);
    await erasing.finish();
    const counts = { shoppers, deliveries, dataRequests, discrepancies };
    return { ...around, carts: carts.length, orders: orders.length, ...counts };
  };
};

/** Forgets everybody of a store, in steps; opt-outs stay as keyed hashes, counts stay as counts. */
export const createEraseStore =
  ({ store: { erasing, stores } }: EraseParts) =>
  async (storeId: StoreId, at: Date): Promise<number> => {
    const connectedAt = (await stores.find(storeId))?.connectedAt;
    // A request about a former installation says nothing about this one.
    if (connectedAt !== undefined && at < connectedAt) return 0;
    let erased = 0;
    for (;;) {
      const step = await erasing.wholeStore(storeId, STEP);
      if (step === 0) break;
      erased += step;
    }
    await erasing.finish();
    return erased;
  };

const STEP = 500;

type Names = { readonly carts: readonly string[]; readonly orders: readonly string[] };

const bury = async ({ store }: EraseParts, request: EraseRequest, names: Names): Promise<void> => {
  const { storeId, emailKeys, phoneKeys, at } = request;
  const own = (await store.stores.secrets(storeId))?.own;
  if (own === undefined) throw new Error('the store is not known any more');
  const secret = Buffer.from(own, 'base64url');
  const nobody = { emailKey: null, phoneKey: null };
  const hashes = [
    ...emailKeys.flatMap((key) => tombstoneHashes({ ...nobody, emailKey: key }, secret)),
    ...phoneKeys.flatMap((key) => tombstoneHashes({ ...nobody, phoneKey: key }, secret)),
    ...names.carts.flatMap((cartId) => tombstoneHashes({ ...nobody, cartId }, secret)),
    ...names.orders.flatMap((orderId) => tombstoneHashes({ ...nobody, orderId }, secret)),
  ];
  await store.commit(hashes.map((keyHash) => store.tombstones.buried(storeId, { keyHash, at })));
};

const EVER = new Date(0);

/** Orders of the people and those that the platform names, a hundred at a time. */
const eraseOrders = async (parts: EraseParts, request: EraseRequest): Promise<readonly StoredOrder[]> => {
  const { storeId, emailKeys, phoneKeys, orderIds } = request;
  const { orders, erasing, commit } = parts.store;
  const erased = new Map<string, StoredOrder>();
  const erase = async (found: readonly StoredOrder[]): Promise<void> => {
    await bury(parts, request, { carts: [], orders: found.map(({ externalId }) => externalId) });
    for (const order of found) {
      const writes = [
        ...orders.updated(order, redactOrder(order), []),
        erasing.payUrlForgotten(storeId, order.id),
      ];
      if ((await commit(writes)) === 'committed') erased.set(order.id, order);
    }
  };

  const named = await orders.byExternalIds(storeId, orderIds);
  await erase(named.filter(tellsOfSomebody));
  for (;;) {
    const found = await orders.byPeople(storeId, { emailKeys, phoneKeys }, EVER);
    if (found.length === 0) return [...erased.values()];
    await erase(found);
  }
};

const tellsOfSomebody = ({ snapshot: { contact, customer } }: StoredOrder): boolean =>
  [contact.email, contact.phone, contact.name, customer.externalId].some((told) => told !== null);

const eraseCarts = async (
  parts: EraseParts,
  request: EraseRequest,
  orders: readonly StoredOrder[],
): Promise<readonly StoredCart[]> => {
  const { storeId, emailKeys, phoneKeys } = request;
  const { carts, commit } = parts.store;
  const erased = new Map<string, StoredCart>();
  const erase = async (found: readonly StoredCart[]): Promise<void> => {
    const names = found.flatMap(({ externalId, registers }) => [externalId, ...registers.aliases]);
    await bury(parts, request, { carts: names, orders: [] });
    for (const cart of found)
      if ((await commit(carts.updated(cart, redactCart(cart), null))) === 'committed')
        erased.set(cart.id, cart);
  };

  const named = await carts.byExternalIds(storeId, request.cartIds ?? []);
  await erase(named.filter(({ redacted }) => !redacted));
  for (const order of orders)
    await erase((await carts.byOrder(storeId, order.id)).filter(({ redacted }) => !redacted));
  for (;;) {
    const found = await carts.byPeople(storeId, { emailKeys, phoneKeys });
    if (found.length === 0) return [...erased.values()];
    await erase(found);
  }
};

/** What a reconciliation found of theirs, also of orders that never came in here. */
const eraseDiscrepancies = async (
  { store }: EraseParts,
  { storeId, emailKeys, phoneKeys, orderIds }: EraseRequest,
  ids: readonly string[],
): Promise<number> => {
  const own = (await store.stores.secrets(storeId))?.own ?? '';
  const secret = Buffer.from(own, 'base64url');
  const hashes = [
    ...emailKeys.flatMap((emailKey) => tombstoneHashes({ emailKey, phoneKey: null }, secret)),
    ...phoneKeys.flatMap((phoneKey) => tombstoneHashes({ emailKey: null, phoneKey }, secret)),
  ];
  return store.reconciliations.erase(storeId, { externalIds: [...ids, ...orderIds], hashes });
};

type Around = { readonly cartIds: readonly CartId[]; readonly shopperIds: readonly ShopperId[] };

/** A hundred carts a step: each has a handful of messages. */
const CARTS_A_STEP = 100;

const eraseAround = async (
  { store: { erasing } }: EraseParts,
  { storeId, at }: EraseRequest,
  { cartIds, shopperIds }: Around,
): Promise<ErasedAround> => {
  const first = await erasing.around(storeId, { cartIds: cartIds.slice(0, CARTS_A_STEP), shopperIds, at });
  let sum = first;
  for (let from = CARTS_A_STEP; from < cartIds.length; from += CARTS_A_STEP) {
    const step = { cartIds: cartIds.slice(from, from + CARTS_A_STEP), shopperIds: [], at };
    sum = add(sum, await erasing.around(storeId, step));
  }
  return sum;
};

const add = (one: ErasedAround, other: ErasedAround): ErasedAround => ({
  episodes: one.episodes + other.episodes,
  messages: one.messages + other.messages,
  handWritten: one.handWritten + other.handWritten,
  attempts: one.attempts + other.attempts,
  clicks: one.clicks + other.clicks,
  links: one.links + other.links,
  timeline: one.timeline + other.timeline,
  contacts: one.contacts + other.contacts,
  coupons: one.coupons + other.coupons,
  webhookCalls: one.webhookCalls + other.webhookCalls,
});
