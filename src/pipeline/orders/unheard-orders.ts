import type { OrderObservation } from '../../core/cart/observation.ts';
import { isPaidElsewhere, whyMissing } from '../../core/order/why-missing.ts';
import { isRecord } from '../../core/privacy/projection.ts';
import type { DiscrepancyReason } from '../../core/words/reason-codes.ts';
import { parseExact } from '../../core/words/json.ts';
import { SecretUnreadable, type Secrets } from '../../ports/secrets.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { Store } from '../../ports/store/store.ts';
import { openText } from '../intake/delivery-body.ts';

export type UnheardParts = {
  readonly store: Pick<Store, 'deliveries' | 'forged' | 'carts'>;
  readonly secrets: Pick<Secrets, 'open'>;
};

/** Why no webhook told us of these orders. What lies dead in the inbox is looked through once, when it is first asked. */
export const createWhyUnheard = (parts: UnheardParts, store: ConnectedStore) => {
  let dead: Promise<ReadonlySet<string>> | null = null;
  return async (told: readonly OrderObservation[]): Promise<ReadonlyMap<string, DiscrepancyReason>> => {
    if (told.length === 0) return new Map();
    dead ??= ordersLyingDead(parts, store);
    const [lyingDead, forged] = [await dead, await forgedOrders(parts, store, told)];
    const left = await Promise.all(
      told.map(async (one) => (isPaidElsewhere(one) ? cartLeftAt(parts, store, one) : null)),
    );
    return new Map(
      told.map((one, place) => {
        const facts = {
          connectedAt: store.connectedAt,
          isDead: lyingDead.has(one.externalId),
          isForged: forged.has(one.externalId),
          cartLeftAt: left[place] ?? null,
        };
        return [one.externalId, whyMissing(one, facts)];
      }),
    );
  };
};

export type WhyUnheard = ReturnType<typeof createWhyUnheard>;

const forgedOrders = async (
  { store: { forged } }: UnheardParts,
  { id }: ConnectedStore,
  told: readonly OrderObservation[],
): Promise<ReadonlySet<string | null>> => {
  const ids = told.map(({ externalId }) => externalId);
  return new Set((await forged.ofOrders(id, ids)).map(({ orderId }) => orderId));
};

const cartLeftAt = async (
  { store: { carts } }: UnheardParts,
  { id }: ConnectedStore,
  { cartRefs }: OrderObservation,
): Promise<Date | null> => {
  if (cartRefs.length === 0) return null;
  const found = [...(await carts.byExternalIds(id, cartRefs)), ...(await carts.byAliases(id, cartRefs))];
  const times = found.map(({ lastActivityAt }) => lastActivityAt.getTime());
  return times.length === 0 ? null : new Date(Math.max(...times));
};

/** An inbox with more dead ones than this has another trouble than one order. */
const MOST_DEAD = 300;

const ordersLyingDead = async (
  { store: { deliveries }, secrets }: UnheardParts,
  { id }: ConnectedStore,
): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  for (const { id: deliveryId, topic } of await deliveries.list({
    storeId: id,
    states: ['dead'],
    limit: MOST_DEAD,
  })) {
    if (!topic.toLowerCase().includes('order')) continue;
    const delivery = await deliveries.get(deliveryId, id);
    const named = delivery?.body ? orderNamed(textOf(secrets, delivery.storeKey, delivery.body)) : null;
    if (named !== null) found.add(named);
  }
  return found;
};

const textOf = (secrets: Pick<Secrets, 'open'>, storeKey: string, sealed: string): string => {
  try {
    return openText(secrets, storeKey, sealed);
  } catch (reason) {
    if (reason instanceof SecretUnreadable) return '';
    throw reason;
  }
};

/** The order that a body is about, though the body could not be understood; null where it names none. */
const orderNamed = (text: string): string | null => {
  const parsed = parseExact(text);
  const body = parsed.kind === 'parsed' ? parsed.value : null;
  if (isRecord(body)) return idIn(isRecord(body['order']) ? body['order'] : body);
  return /"(?:id|order_id)\\?"\s*:\s*\\?"?([\w:/.-]{1,100})/.exec(text)?.[1] ?? null;
};

const idIn = (body: Readonly<Record<string, unknown>>): string | null => {
  const id = body['id'] ?? body['order_id'] ?? body['orderId'];
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
};
