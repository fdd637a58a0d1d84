import type { CartObservation, Observation } from '../../core/cart/observation.ts';
import { MOST_OF_PEOPLE } from '../../ports/store/carts.ts';
import { EARLIEST_BEFORE_START_MS } from './find-carts.ts';
import type { Keys } from './keys.ts';
import type { Unit } from './unit.ts';

/** Many carts in one read: a batch is mostly updates of carts that are known, and new ones of new people. */
export const prefetch = async (unit: Unit, tellings: readonly Observation[]): Promise<void> => {
  const told = tellings.filter((one) => one.kind === 'cart' || one.kind === 'cart_removed');
  const ids = [...new Set(told.map(({ externalId }) => externalId))];
  if (ids.length < 2) return;
  const { carts } = unit.parts.store;
  const known = unit.carts.known(await carts.byExternalIds(unit.store.id, ids));
  await unit.people.prefetch(known.flatMap(({ phoneKey }) => phoneKey ?? []));

  const knownIds = new Set(known.map(({ externalId }) => externalId));
  const unknown = told.filter(({ externalId }) => !knownIds.has(externalId));
  if (unknown.length === 0) return;
  const fresh = unknown.filter((one) => one.kind === 'cart');
  const unknownIds = unknown.map(({ externalId }) => externalId);
  const aliases = fresh.flatMap((one) => one.aliases);
  unit.carts.known(await carts.byExternalIds(unit.store.id, aliases));
  unit.carts.known(await carts.byAliases(unit.store.id, unknownIds));
  unit.lookedFor(unknownIds);
  await prefetchOrders(unit, fresh, [...unknownIds, ...aliases]);
};

const prefetchOrders = async (
  unit: Unit,
  fresh: readonly CartObservation[],
  refs: readonly string[],
): Promise<void> => {
  const { orders, carts } = unit.parts.store;
  if ((await orders.byRefs(unit.store.id, refs)).length === 0) unit.absent.noOrderNames(refs);
  const people = fresh.map(({ contact, country }) => unit.people.read(contact, country));
  const { emailKeys, phoneKeys } = keysOf(people);
  await unit.people.prefetch(phoneKeys);
  await unit.people.prefetchShoppers(emailKeys);

  const since = earliestOf(unit, fresh);
  const ordered = await orders.byPeople(unit.store.id, { emailKeys, phoneKeys }, since);
  unit.absent.noOrderOf(without(people, ordered), since);
  if (phoneKeys.length === 0) return;
  const others = await carts.byPeople(unit.store.id, { emailKeys: [], phoneKeys });
  unit.absent.noCartOfPhones(keysOf(without(people, others)).phoneKeys);
};

const keysOf = (people: readonly Keys[]) => ({
  emailKeys: [...new Set(people.flatMap(({ emailKey }) => emailKey ?? []))],
  phoneKeys: [...new Set(people.flatMap(({ phoneKey }) => phoneKey ?? []))],
});

/** Those keys that nothing found has. Where as much was found as is ever read, there may be more: then none. */
const without = (people: readonly Keys[], found: readonly Keys[]): readonly Keys[] => {
  if (found.length >= MOST_OF_PEOPLE) return [];
  const { emailKeys, phoneKeys } = keysOf(found);
  const [emails, phones] = [new Set(emailKeys), new Set(phoneKeys)];
  return people.map(({ emailKey, phoneKey }) => ({
    emailKey: emailKey !== null && emails.has(emailKey) ? null : emailKey,
    phoneKey: phoneKey !== null && phones.has(phoneKey) ? null : phoneKey,
  }));
};

/** From when on orders can matter to these carts, and to whom their phones turn out to belong to. */
const earliestOf = ({ now, store }: Unit, fresh: readonly CartObservation[]): Date => {
  const starts = fresh.map(({ startedAt, updatedAt }) =>
    Math.min(startedAt?.getTime() ?? updatedAt.getTime(), updatedAt.getTime()),
  );
  const horizon = now.getTime() - store.settings.recoveryHorizonMs;
  return new Date(Math.min(horizon, ...starts) - EARLIEST_BEFORE_START_MS);
};
