import { isBuried, tombstoneHashes } from '../../core/privacy/redaction.ts';
import type { ShopperId, StoreId } from '../../core/words/ids.ts';
import type { ShopperKeys } from '../../ports/store/erasing.ts';
import type { Store } from '../../ports/store/store.ts';
import type { EraseRequest } from '../intake/parts.ts';

export type EraseAgainParts = {
  readonly store: Pick<Store, 'stores' | 'tombstones' | 'erasing'>;
  readonly erase: (request: EraseRequest) => Promise<{ readonly carts: number; readonly orders: number }>;
};

export type ErasedAgain = { readonly carts: number; readonly orders: number };

const PAGE = 500;

/** After a restore: erases whom the backup still knew and who was erased since. Doing it again finishes it. */
export const createEraseAgain = (parts: EraseAgainParts) => async (): Promise<ErasedAgain> => {
  const { stores, tombstones } = parts.store;
  const erased = { carts: 0, orders: 0 };
  for (const { id } of await stores.list()) {
    if (await tombstones.none(id)) continue;
    const done = await eraseIn(parts, id);
    erased.carts += done.carts;
    erased.orders += done.orders;
  }
  return erased;
};

const eraseIn = async (parts: EraseAgainParts, storeId: StoreId): Promise<ErasedAgain> => {
  const erased = { carts: 0, orders: 0 };
  let after: ShopperId | null = null;
  for (;;) {
    const page = await parts.store.erasing.shopperKeys(storeId, { after, limit: PAGE });
    for (const request of await requestsOf(parts, storeId, page)) {
      const done = await parts.erase(request);
      erased.carts += done.carts;
      erased.orders += done.orders;
    }
    after = page.at(-1)?.id ?? null;
    if (page.length < PAGE) return erased;
  }
};

/** Of those whose last activity lies before their erasure: who came again afterwards is not forgotten for it. */
const requestsOf = async (
  { store }: EraseAgainParts,
  storeId: StoreId,
  page: readonly ShopperKeys[],
): Promise<readonly EraseRequest[]> => {
  const own = (await store.stores.secrets(storeId))?.own;
  if (own === undefined) return [];
  const secret = Buffer.from(own, 'base64url');
  const hashed = page.map((shopper) => ({ shopper, hashes: tombstoneHashes(shopper, secret) }));
  const stones = await store.tombstones.ofHashes(
    storeId,
    hashed.flatMap(({ hashes }) => hashes),
  );
  return hashed.flatMap(({ shopper, hashes }) => {
    const own = stones.filter(({ keyHash }) => hashes.includes(keyHash));
    const at = own.toSorted((one, other) => other.at.getTime() - one.at.getTime())[0]?.at;
    if (at === undefined || !isBuried(own, shopper.lastActivityAt)) return [];
    return [requestOf(storeId, shopper, at)];
  });
};

const requestOf = (storeId: StoreId, { emailKey, phoneKey }: ShopperKeys, at: Date): EraseRequest => ({
  storeId,
  emailKeys: emailKey === null ? [] : [emailKey],
  phoneKeys: phoneKey === null ? [] : [phoneKey],
  orderIds: [],
  at,
});
