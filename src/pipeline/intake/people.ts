import { identifyingEmail, readContact, type KnownContact } from '../../core/cart/contact.ts';
import { identityOf, isShared, type IdentityKey } from '../../core/cart/shopper.ts';
import type { Contact } from '../../core/cart/cart.ts';
import { newId, type ShopperId } from '../../core/words/ids.ts';
import type { Shopper, ShopperSeen } from '../../ports/store/shoppers.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { Write } from '../../ports/store/write.ts';
import type { Keys } from './keys.ts';
import type { IntakeParts } from './parts.ts';
import { createPhoneOwners } from './phone-owners.ts';

/** The shoppers that a unit of work is about: who is who, and what is told of them. */
export type People = {
  /** A contact's keys; the store's own addresses and what only fills a field have none. */
  readonly read: (contact: Contact, country: string | null) => KnownContact;
  /** Whose contact it is; a shopper that is not known yet is made. Null when it identifies nobody. */
  readonly identify: (keys: Keys, at: Date) => Promise<ShopperId | null>;
  /** An e-mail and a phone in one and the same observation: whichever comes first, the same pairs are remembered. */
  readonly seenTogether: (keys: Keys, at: Date) => Promise<void>;
  /** Owners of many phones in one read. */
  readonly prefetch: (phoneKeys: readonly string[]) => Promise<void>;
  /** Shoppers of many e-mails in one read. */
  readonly prefetchShoppers: (emailKeys: readonly string[]) => Promise<void>;
  /** For stopping messages: as given, without a phone that is shared by too many. */
  readonly comparable: (keys: Keys) => Promise<Keys>;
  readonly seen: (seen: ShopperSeen) => void;
  /** Phones that were seen with an e-mail for the first time since this was last asked. */
  readonly takeNewlyOwned: () => readonly string[];
  readonly writes: () => readonly Write[];
};

type Parts = Pick<IntakeParts, 'randomBytes'> & {
  readonly shoppers: IntakeParts['store']['shoppers'];
  readonly store: ConnectedStore;
  readonly now: Date;
};

export const createPeople = ({ shoppers, store, now, randomBytes }: Parts): People => {
  const phones = createPhoneOwners({ shoppers, storeId: store.id });
  const told = new Map<ShopperId, ShopperSeen>();
  const identities = createIdentities({ shoppers, store, now, randomBytes });
  const ownAddresses = new Set(
    [store.settings.email.fromAddress, store.settings.email.replyTo].map(identifyingEmail),
  );

  /** Reading a phone number costs more than all the rest. */
  const read = new Map<string, KnownContact>();
  const readKnown = (contact: Contact, country: string | null): KnownContact => {
    const known = readContact(contact, country ?? store.settings.country ?? store.country);
    const isOurs = known.emailKey !== null && ownAddresses.has(known.emailKey);
    return isOurs ? { ...known, emailKey: null } : known;
  };

  return {
    read: (contact, country) => {
      const key = JSON.stringify([contact.email, contact.phone, contact.name, country]);
      const known = read.get(key) ?? readKnown(contact, country);
      read.set(key, known);
      return known;
    },
    seenTogether: phones.seen,
    prefetch: phones.prefetch,
    prefetchShoppers: identities.prefetch,
    identify: async (keys, at) => {
      const identity = identityOf(keys, await phones.of(keys.phoneKey), now);
      return identity === null ? null : identities.find(identity, keys, at);
    },
    comparable: async ({ emailKey, phoneKey }) => ({
      emailKey,
      phoneKey: isShared(await phones.of(phoneKey)) ? null : phoneKey,
    }),
    seen: (seen) => void told.set(seen.id, joinSeen(told.get(seen.id), seen)),
    takeNewlyOwned: phones.takeNew,
    writes: () => [
      ...identities.writes(),
      ...phones.writes(),
      ...[...told.values()].map((seen) => shoppers.seen(seen)),
    ],
  };
};

/** Shoppers by who they are; those that are not known yet are made. */
const createIdentities = ({ shoppers, store, now, randomBytes }: Parts) => {
  const known = new Map<string, ShopperId>();
  const absent = new Set<string>();
  const made: Shopper[] = [];
  const make = (identityKey: IdentityKey, keys: Keys, at: Date): ShopperId => {
    const id = newId<ShopperId>(now, randomBytes);
    const emailKey = identityKey.startsWith('e:') ? identityKey.slice(2) : null;
    const facts = { emailKey, phoneKey: keys.phoneKey, customerId: null, firstSeenAt: now };
    made.push({ id, storeId: store.id, identityKey, ...facts, lastActivityAt: at });
    return id;
  };

  return {
    find: async (identityKey: IdentityKey, keys: Keys, at: Date): Promise<ShopperId> => {
      const id =
        known.get(identityKey) ??
        (absent.has(identityKey) ? null : (await shoppers.byIdentities(store.id, [identityKey]))[0]?.id) ??
        make(identityKey, keys, at);
      known.set(identityKey, id);
      return id;
    },
    prefetch: async (emailKeys: readonly string[]): Promise<void> => {
      const asked = emailKeys.map((key): IdentityKey => `e:${key}`).filter((key) => !known.has(key));
      for (const key of asked) absent.add(key);
      for (const { identityKey, id } of await shoppers.byIdentities(store.id, asked)) {
        known.set(identityKey, id);
        absent.delete(identityKey);
      }
    },
    writes: () => made.map((shopper) => shoppers.inserted(shopper)),
  };
};

/** Two tellings as one, the later one's words first. */
const joinSeen = (known: ShopperSeen | undefined, told: ShopperSeen): ShopperSeen => {
  if (known === undefined) return told;
  const [later, earlier] = told.at >= known.at ? [told, known] : [known, told];
  return {
    id: told.id,
    at: later.at,
    email: later.email ?? earlier.email,
    emailKey: later.emailKey ?? earlier.emailKey,
    phone: later.phone ?? earlier.phone,
    phoneKey: later.phoneKey ?? earlier.phoneKey,
    name: later.name ?? earlier.name,
    registered: later.registered ?? earlier.registered,
    locale: later.locale ?? earlier.locale,
    country: later.country ?? earlier.country,
    customerId: later.customerId ?? earlier.customerId,
    carts: known.carts + told.carts,
    orders: known.orders + told.orders,
  };
};
