import type { ConsentEvidence, ConsentObservation } from '../../core/cart/observation.ts';
import type { ShopperId } from '../../core/words/ids.ts';
import type { Keys } from './keys.ts';
import type { Unit } from './unit.ts';

/** Evidence of its own: of the contact it names, else of the shopper whom the platform's account names. */
export const applyConsent = async (unit: Unit, told: ConsentObservation): Promise<void> => {
  const { emailKey, phoneKey } = unit.people.read(told.contact, null);
  const account = told.customerId === null ? [] : [told.customerId];
  const known =
    account.length === 0 ? [] : await unit.parts.store.shoppers.byCustomerIds(unit.store.id, account);
  const keys: Keys = {
    emailKey: emailKey ?? known.find((shopper) => shopper.emailKey !== null)?.emailKey ?? null,
    phoneKey: phoneKey ?? known.find((shopper) => shopper.phoneKey !== null)?.phoneKey ?? null,
  };
  consentTold(unit, keys, told.evidence);
  for (const shopperId of await shoppersOf(unit, keys)) unit.concerns(shopperId);
};

/** What was told about consent, by the contact it was told with. `unknown` is no evidence: it takes nothing back. */
export const consentTold = (
  unit: Unit,
  { emailKey, phoneKey }: Keys,
  evidence: readonly ConsentEvidence[],
): void => {
  for (const one of evidence) {
    const key = one.channel === 'email' ? emailKey : phoneKey;
    if (one.state !== 'unknown' && key !== null)
      unit.also(unit.parts.store.consents.told(unit.store.id, key, one));
  }
};

const shoppersOf = async (unit: Unit, { emailKey, phoneKey }: Keys): Promise<readonly ShopperId[]> => {
  const identities = [
    ...(emailKey === null ? [] : [`e:${emailKey}` as const]),
    ...(phoneKey === null ? [] : [`p:${phoneKey}` as const]),
  ];
  const known = await unit.parts.store.shoppers.byIdentities(unit.store.id, identities);
  return known.map(({ id }) => id);
};
