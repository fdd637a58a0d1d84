import { readContact } from '../../core/cart/contact.ts';
import type { Contact } from '../../core/cart/cart.ts';
import { isBuried, tombstoneHashes } from '../../core/privacy/redaction.ts';
import type { StoredDiscrepancy } from '../../ports/store/reconciliations.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { Store } from '../../ports/store/store.ts';
import type { Write } from '../../ports/store/write.ts';

export type Finding = Omit<StoredDiscrepancy, 'id' | 'storeId' | 'reconciliationId'>;

/** Stands beside an order that only we know. */
export const ONLY_OURS = 'unknown_at_platform';

/** How much of the platform was read. */
export type ReadSoFar = { readonly orders: number; readonly carts: number };

/**
 * Where a reconciliation writes what it finds. All of it throws where it is to stop. What is found is noted before it is
 * repaired, so that a crash between the two hides nothing.
 */
export type FindingBook = {
  readonly noted: (findings: readonly Finding[], also?: readonly Write[]) => Promise<void>;
  /** These are now as the platform says, whoever mended them. */
  readonly mended: (subject: Finding['subject'], externalIds: readonly string[]) => Promise<void>;
  readonly turnedPage: (read: ReadSoFar) => Promise<void>;
};

export type PeopleParts = { readonly store: Pick<Store, 'stores' | 'tombstones'> };

/** Something that the platform told, as far as it could have been erased. */
export type Told = {
  readonly externalId: string;
  readonly contact: Contact;
  readonly country: string | null;
  readonly updatedAt: Date;
};

/** Tells whose a finding is, by keyed hashes, and leaves out what was erased since it was told. */
export const createWhose = async ({ store }: PeopleParts, { id, country }: ConnectedStore) => {
  const own = (await store.stores.secrets(id))?.own ?? '';
  const secret = Buffer.from(own, 'base64url');
  const nobodyErased = await store.tombstones.none(id);
  const keysOf = (told: Told) => readContact(told.contact, told.country ?? country);
  const hashOf = (name: 'emailKey' | 'phoneKey', key: string | null): string | null =>
    tombstoneHashes({ emailKey: null, phoneKey: null, [name]: key }, secret)[0] ?? null;

  return {
    hashes: (told: Told): Pick<Finding, 'emailHash' | 'phoneHash'> => {
      const { emailKey, phoneKey } = keysOf(told);
      return { emailHash: hashOf('emailKey', emailKey), phoneHash: hashOf('phoneKey', phoneKey) };
    },
    withoutErased: async <One extends Told>(
      subject: Finding['subject'],
      told: readonly One[],
    ): Promise<readonly One[]> => {
      if (nobodyErased || told.length === 0) return told;
      const named = told.map((one) => {
        const { emailKey, phoneKey } = keysOf(one);
        const ids = subject === 'order' ? { orderId: one.externalId } : { cartId: one.externalId };
        return { one, hashes: tombstoneHashes({ ...ids, emailKey, phoneKey }, secret) };
      });
      const stones = await store.tombstones.ofHashes(
        id,
        named.flatMap(({ hashes }) => hashes),
      );
      return named
        .filter(
          ({ one, hashes }) =>
            !isBuried(
              stones.filter(({ keyHash }) => hashes.includes(keyHash)),
              one.updatedAt,
            ),
        )
        .map(({ one }) => one);
    },
  };
};

export type Whose = Awaited<ReturnType<typeof createWhose>>;
