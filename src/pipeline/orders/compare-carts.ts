import { cartDifferences } from '../../core/cart/differences.ts';
import type { CartObservation } from '../../core/cart/observation.ts';
import type { StoredCart } from '../../ports/store/carts.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import { applyPatiently } from '../intake/apply-all.ts';
import type { CompareParts, Comparing } from './compare-orders.ts';
import type { Finding } from './findings.ts';

/** Carts as the platform lists them held against ours, where it lists any. */
export const compareCarts = async (
  parts: CompareParts,
  { store, whose, book, repair }: Omit<Comparing, 'whyUnheard'>,
  told: readonly CartObservation[],
): Promise<void> => {
  const theirs = (await whose.withoutErased('cart', told)).filter(isThere);
  const now = parts.clock.now();
  const ours = await known(parts, store, theirs);
  const found = theirs.flatMap((one) => {
    const finding = judge(store, { told: one, ours: ours.get(one.externalId), now });
    return finding === null ? [] : [{ told: one, finding: { ...finding, ...whose.hashes(one) } }];
  });
  await book.noted(found.map(({ finding }) => finding));
  if (!repair) return;
  const wrong = found.map((one) => one.told);
  for (let from = 0; from < wrong.length; from += AT_ONCE) {
    const tellings = wrong.slice(from, from + AT_ONCE).map((one) => ({ told: one, receivedAt: now }));
    const request = { store, tellings, now, isListed: true, with: [] };
    await parts.lanes.run(store.id, () => applyPatiently(parts.intake, request));
  }
  const after = wrong.length === 0 ? ours : await known(parts, store, theirs);
  const mended = theirs.filter(
    (one) => judge(store, { told: one, ours: after.get(one.externalId), now }) === null,
  );
  if (mended.length > 0)
    await book.mended(
      'cart',
      mended.map(({ externalId }) => externalId),
    );
};

const AT_ONCE = 50;

/** What was bought or emptied is told by its order, or is nothing to anybody. */
const isThere = ({ completedAt, contents }: CartObservation): boolean =>
  completedAt === null && contents !== null && contents.lines.length > 0;

/** By the platform's id, or by a name that one of ours has besides. */
const known = async (
  { intake }: CompareParts,
  { id }: ConnectedStore,
  theirs: readonly CartObservation[],
): Promise<ReadonlyMap<string, StoredCart>> => {
  const { carts } = intake.store;
  const names = theirs.flatMap(({ externalId, aliases }) => [externalId, ...aliases]);
  const ours = [...(await carts.byExternalIds(id, names)), ...(await carts.byAliases(id, names))];
  const byName = new Map<string, StoredCart>();
  for (const cart of ours)
    for (const name of [...cart.registers.aliases, cart.externalId]) byName.set(name, cart);
  return new Map(
    theirs.flatMap(({ externalId, aliases }) => {
      const found = [externalId, ...aliases].map((name) => byName.get(name)).find((one) => one !== undefined);
      return found === undefined ? [] : [[externalId, found] as const];
    }),
  );
};

type Judged = { readonly told: CartObservation; readonly ours: StoredCart | undefined; readonly now: Date };

const judge = (
  { connectedAt }: ConnectedStore,
  { told, ours, now }: Judged,
): Omit<Finding, 'emailHash' | 'phoneHash'> | null => {
  const what = { subject: 'cart', externalId: told.externalId, repaired: false } as const;
  if (ours === undefined) {
    const isOlder = (told.startedAt ?? told.updatedAt) < connectedAt;
    return { ...what, reason: isOlder ? 'imported' : 'webhook_missing', details: null };
  }
  // What we closed, or what was bought, no listing changes.
  if (ours.state !== 'open' || ours.redacted) return null;
  const differences = cartDifferences(ours.registers, told, now);
  return differences.length === 0 ? null : { ...what, reason: 'differs', details: differences.join(', ') };
};
