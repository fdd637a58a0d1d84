import { lastActivityAt } from '../../core/cart/activity.ts';
import { readContact } from '../../core/cart/contact.ts';
import { mergeCart } from '../../core/cart/merge.ts';
import { preparedFlow } from '../../core/flows/prepared-flow.ts';
import {
  newId,
  type CartId,
  type RandomBytes,
  type ShopperId,
  type StepId,
  type StoreId,
} from '../../core/words/ids.ts';
import { FLOW_KINDS } from '../../core/words/vocabulary.ts';
import type { StoredCart } from '../../ports/store/carts.ts';
import type { Store } from '../../ports/store/store.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { Write } from '../../ports/store/write.ts';
import { madeUpCart } from './made-up-cart.ts';

export type SeedParts = {
  readonly store: Pick<Store, 'stores' | 'carts' | 'shoppers' | 'commit'>;
  readonly now: () => Date;
  readonly randomBytes: RandomBytes;
};

export type Seeded = { readonly storeId: StoreId; readonly added: number; readonly alreadyThere: number };

const AT_ONCE = 100;

/**
 * Fills a sandbox store with made-up carts, for trials and sizing. They are history: nothing is ever sent for them.
 * Asked again, it adds what is missing.
 */
export const createSeedCarts =
  (parts: SeedParts) =>
  async (carts: number): Promise<Seeded> => {
    const sandbox = await openSandbox(parts);
    const until = parts.now();
    let added = 0;
    for (let start = 0; start < carts; start += AT_ONCE) {
      const places = Array.from({ length: Math.min(AT_ONCE, carts - start) }, (_, n) => start + n);
      const known = await knownPlaces(parts, sandbox, places);
      const missing = places.filter((place) => !known.has(place));
      const writes = missing.flatMap((place) => writesOf(parts, sandbox, { place, until }));
      if (writes.length > 0 && (await parts.store.commit(writes)) === 'committed') added += missing.length;
    }
    return { storeId: sandbox.id, added, alreadyThere: carts - added };
  };

const openSandbox = async ({ store, now, randomBytes }: SeedParts): Promise<ConnectedStore> => {
  const known = await store.stores.findByKey('custom', SANDBOX.externalKey);
  if (known !== null) return known;
  const newStepId = () => newId<StepId>(now(), randomBytes);
  const flows = FLOW_KINDS.map((kind) => preparedFlow(kind, now(), newStepId));
  return (await store.stores.connect({ ...SANDBOX, flows, now: now() })).store;
};

const SANDBOX = {
  platform: 'custom',
  externalKey: 'sandbox',
  name: 'Sandbox',
  url: 'https://sandbox.example',
  currency: 'BRL',
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  country: 'BR',
  credentials: { kind: 'none' },
  webhookSecret: null,
} as const;

const knownPlaces = async (
  { store }: SeedParts,
  sandbox: ConnectedStore,
  places: readonly number[],
): Promise<ReadonlySet<number>> => {
  const found = await store.carts.byExternalIds(
    sandbox.id,
    places.map((place) => `made-up-${place}`),
  );
  return new Set(found.map(({ externalId }) => Number(externalId.slice('made-up-'.length))));
};

type Place = { readonly place: number; readonly until: Date };

const writesOf = (parts: SeedParts, sandbox: ConnectedStore, { place, until }: Place): readonly Write[] => {
  const told = madeUpCart(place, until);
  const registers = mergeCart(null, told, until);
  const contact = readContact(told.contact, told.country);
  const activeAt = lastActivityAt(registers.sightings) ?? told.updatedAt;
  const shopperId = contact.emailKey === null ? null : newId<ShopperId>(until, parts.randomBytes);
  const cart: StoredCart = {
    ...contact,
    id: newId<CartId>(activeAt, parts.randomBytes),
    storeId: sandbox.id,
    externalId: told.externalId,
    shopperId,
    registers,
    state: 'open',
    closedReason: null,
    startedAt: registers.startedAt,
    lastActivityAt: activeAt,
    firstSeenAt: until,
    lapsedAt: null,
    orderId: null,
    revision: 1,
    redacted: false,
    registered: told.customer.registered,
    locale: told.locale,
    country: told.country,
    total: told.contents?.total ?? null,
    linesCount: told.contents?.lines.length ?? 0,
    judgeAt: null,
    credit: null,
    searchHash: null,
    platformRemindedAt: null,
  };
  return [...shopperWrites(parts, cart), ...parts.store.carts.inserted(cart, null)];
};

const shopperWrites = ({ store }: SeedParts, cart: StoredCart): readonly Write[] => {
  if (cart.shopperId === null || cart.emailKey === null) return [];
  const { shopperId: id, storeId, emailKey, phoneKey, lastActivityAt: at } = cart;
  const { email, phone, name, registered, locale, country } = cart;
  return [
    store.shoppers.inserted({
      id,
      storeId,
      identityKey: `e:${emailKey}`,
      emailKey,
      phoneKey,
      customerId: null,
      firstSeenAt: at,
      lastActivityAt: at,
    }),
    store.shoppers.seen({
      id,
      at,
      email,
      emailKey,
      phone,
      phoneKey,
      name,
      registered,
      locale,
      country,
      customerId: null,
      carts: 1,
      orders: 0,
    }),
  ];
};
