import { isOwn, ownKeys } from '../../core/privacy/own-records.ts';
import { writePersonFile, type PersonFile } from '../../core/privacy/person-file.ts';
import { isShared } from '../../core/cart/shopper.ts';
import type { CartId, MessageId, StoreId } from '../../core/words/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { People } from '../../ports/store/carts.ts';
import type { Store } from '../../ports/store/store.ts';

export type PersonFileParts = {
  readonly store: Pick<
    Store,
    'stores' | 'carts' | 'orders' | 'shoppers' | 'consents' | 'suppressions' | 'personRecords'
  >;
  readonly clock: Pick<Clock, 'now'>;
};

/** Null for a store that is not there; about somebody who is not known the file tells nothing. */
export type ReadPersonFile = (storeId: StoreId, asked: People) => Promise<PersonFile | null>;

/** Collects all that one store holds about one person. Rows of others who share their phone are left out. */
export const createPersonFile =
  ({ store, clock }: PersonFileParts): ReadPersonFile =>
  async (storeId, asked) => {
    const connected = await store.stores.find(storeId);
    if (connected === null) return null;
    const { person, cartIds, externalIds, shoppers } = await findOwn(store, storeId, asked);
    const shopperIds = shoppers.map(({ id }) => id);
    const { personRecords: records } = store;
    const keys = [...person.emailKeys, ...person.phoneKeys];

    const carts = await inSteps(cartIds, (ids) => store.carts.byIds(storeId, ids));
    const orders = await inSteps(externalIds, (ids) => store.orders.byExternalIds(storeId, ids));
    const messages = withoutOthers(
      await about(cartIds, shopperIds, (some) => records.messages(storeId, some)),
      person,
    );
    const contacts = await about(cartIds, shopperIds, (some) => records.contacts(storeId, some));
    const clicks = [
      ...(await inSteps(cartIds, (ids) => records.clicks(storeId, { cartIds: ids, messageIds: [] }))),
      ...(await inSteps(
        messages.map(({ id }) => id),
        (ids) => records.clicks(storeId, { cartIds: [], messageIds: ids }),
      )),
    ];
    const coupons = (await about(cartIds, shopperIds, (some) => records.coupons(storeId, some))).filter(
      ({ shopperId }) => shopperId === null || shopperIds.includes(shopperId),
    );
    const webhookCalls = await callsAbout(records, storeId, { cartIds, messages });
    return writePersonFile({
      shop: { name: connected.name, url: connected.url },
      madeAt: clock.now(),
      asked,
      shoppers,
      consents: await store.consents.ofKeys(storeId, keys),
      carts,
      orders,
      messages,
      clicks: clicks.toSorted((one, other) => one.at.getTime() - other.at.getTime()),
      contacts,
      coupons,
      webhookCalls,
      optOuts: await store.suppressions.findByKeys(storeId, keys),
    });
  };

const callsAbout = async (
  records: PersonFileParts['store']['personRecords'],
  storeId: StoreId,
  of: { readonly cartIds: readonly CartId[]; readonly messages: readonly { readonly id: MessageId }[] },
) => {
  const messageIds = of.messages.map(({ id }) => id);
  const found = [
    ...(await inSteps(of.cartIds, (cartIds) => records.webhookCalls(storeId, { cartIds, messageIds: [] }))),
    ...(await inSteps(messageIds, (ids) => records.webhookCalls(storeId, { cartIds: [], messageIds: ids }))),
  ];
  return [...new Map(found.map((one) => [one.id, one])).values()].toSorted(
    (one, other) => one.at.getTime() - other.at.getTime(),
  );
};

const findOwn = async (
  { shoppers, personRecords: records }: PersonFileParts['store'],
  storeId: StoreId,
  asked: People,
) => {
  const owners = await shoppers.phoneOwners(storeId, asked.phoneKeys);
  // A call centre's number, or one that fills a field, is nobody's.
  const phoneKeys = asked.phoneKeys.filter((key) => !isShared(owners.get(key) ?? []));
  const people = { emailKeys: asked.emailKeys, phoneKeys };
  const carts = await records.carts(storeId, people);
  const orders = await records.orders(storeId, people);
  const known = await records.shoppers(storeId, people);
  const person = ownKeys(people, [...carts, ...orders, ...known]);
  return {
    person,
    cartIds: carts.filter((cart) => isOwn(person, cart)).map(({ id }) => id),
    externalIds: orders.filter((order) => isOwn(person, order)).map(({ externalId }) => externalId),
    shoppers: known.filter((shopper) => isOwn(person, shopper)),
  };
};

const STEP = 100;

const inSteps = async <Item, Found>(
  items: readonly Item[],
  read: (some: readonly Item[]) => Promise<readonly Found[]>,
): Promise<readonly Found[]> => {
  const found: Found[] = [];
  for (let from = 0; from < items.length; from += STEP)
    found.push(...(await read(items.slice(from, from + STEP))));
  return found;
};

/** Of these carts and of these shoppers, each once. */
const about = async <CartId, ShopperId, Found extends { readonly id: string }>(
  cartIds: readonly CartId[],
  shopperIds: readonly ShopperId[],
  read: (some: {
    readonly cartIds: readonly CartId[];
    readonly shopperIds: readonly ShopperId[];
  }) => Promise<readonly Found[]>,
): Promise<readonly Found[]> => {
  const found = [
    ...(await inSteps(cartIds, (ids) => read({ cartIds: ids, shopperIds: [] }))),
    ...(await inSteps(shopperIds, (ids) => read({ cartIds: [], shopperIds: ids }))),
  ];
  const once = new Map(found.map((one) => [one.id, one]));
  return [...once.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
};

/** A cart may have been another's before: what went to another address is theirs. */
const withoutOthers = <Message extends { readonly channel: string; readonly to: string | null }>(
  messages: readonly Message[],
  { emailKeys }: People,
): readonly Message[] =>
  messages.filter(
    ({ channel, to }) => channel !== 'email' || to === null || emailKeys.includes(to.trim().toLowerCase()),
  );
