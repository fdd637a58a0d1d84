import { isShared, type PhoneOwner } from '../../core/cart/shopper.ts';
import type { StoreId } from '../../core/words/ids.ts';
import type { Shoppers } from '../../ports/store/shoppers.ts';
import type { Write } from '../../ports/store/write.ts';
import type { Keys } from './keys.ts';

/** How exactly it is remembered when a phone was last seen with an e-mail; joining looks back 90 days. */
const GRAIN_MS = 86_400_000;

/** Which e-mails phones were seen with, as a unit of work reads and changes it. */
export const createPhoneOwners = ({
  shoppers,
  storeId,
}: {
  readonly shoppers: Pick<Shoppers, 'phoneOwners' | 'phoneSeen'>;
  readonly storeId: StoreId;
}) => {
  const owners = new Map<string, readonly PhoneOwner[]>();
  const changes = new Map<string, Write>();
  const fresh = new Set<string>();

  const of = async (phoneKey: string | null): Promise<readonly PhoneOwner[]> => {
    if (phoneKey === null) return [];
    const known = owners.get(phoneKey);
    if (known !== undefined) return known;
    const found = (await shoppers.phoneOwners(storeId, [phoneKey])).get(phoneKey) ?? [];
    owners.set(phoneKey, found);
    return found;
  };

  return {
    of,
    prefetch: async (phoneKeys: readonly string[]): Promise<void> => {
      const asked = phoneKeys.filter((key) => !owners.has(key));
      if (asked.length === 0) return;
      const found = await shoppers.phoneOwners(storeId, asked);
      for (const key of asked) owners.set(key, found.get(key) ?? []);
    },
    seen: async ({ emailKey, phoneKey }: Keys, at: Date): Promise<void> => {
      if (emailKey === null || phoneKey === null) return;
      const known = await of(phoneKey);
      // One more owner of what identifies nobody changes nothing; a filler's would be endless.
      if (isShared(known)) return;
      const before = known.find((owner) => owner.emailKey === emailKey);
      if (before !== undefined && at.getTime() - before.lastSeenAt.getTime() < GRAIN_MS) return;
      const owner = { emailKey, lastSeenAt: at };
      owners.set(phoneKey, [...known.filter((one) => one !== before), owner]);
      changes.set(`${phoneKey} ${emailKey}`, shoppers.phoneSeen(storeId, phoneKey, owner));
      if (before === undefined) fresh.add(phoneKey);
    },
    /** Phones that got an owner since this was last asked. */
    takeNew: (): readonly string[] => {
      const phones = [...fresh];
      fresh.clear();
      return phones;
    },
    writes: () => [...changes.values()],
  };
};
