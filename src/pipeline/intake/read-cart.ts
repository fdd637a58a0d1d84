import { lastActivityAt } from '../../core/cart/activity.ts';
import type { KnownContact } from '../../core/cart/contact.ts';
import type { CartRegisters, Register } from '../../core/cart/cart.ts';
import { newId, type CartId } from '../../core/words/ids.ts';
import type { StoredCart } from '../../ports/store/carts.ts';
import { ownRef } from './find-carts.ts';
import type { Unit } from './unit.ts';

export type Reading = {
  readonly known: StoredCart | null;
  readonly registers: CartRegisters;
  readonly externalId: string;
};

/** The cart that registers tell of; its state is settled afterwards. */
export const readCart = async (
  unit: Unit,
  { known, registers, externalId }: Reading,
): Promise<StoredCart> => {
  const contact = readPerson(unit, known, registers);
  const activeAt = lastActivityAt(registers.sightings) ?? registers.startedAt;
  const isSamePerson = known !== null && sameKeys(known, contact);
  return {
    ...(known ?? fresh(unit)),
    ...contact,
    ...contentsOf(registers),
    externalId,
    registers,
    shopperId: isSamePerson ? known.shopperId : await unit.people.identify(contact, activeAt),
    startedAt: registers.startedAt,
    lastActivityAt: activeAt,
    registered: valueOf(registers.registered),
    locale: valueOf(registers.locale),
    country: valueOf(registers.country),
  };
};

const contentsOf = ({ contents }: CartRegisters) => {
  const known = contents?.value;
  return { total: known?.total ?? known?.subtotal ?? null, linesCount: known?.lines.length ?? 0 };
};

const valueOf = <Value>(register: Register<Value> | null): Value | null => register?.value ?? null;

/** Reading a phone number costs more than all the rest, so it is read only when it changed. */
const readPerson = (unit: Unit, known: StoredCart | null, registers: CartRegisters): KnownContact => {
  if (known !== null && PERSON.every((name) => valueOf(known.registers[name]) === valueOf(registers[name]))) {
    const { email, emailKey, phone, phoneKey, name } = known;
    return { email, emailKey, phone, phoneKey, name };
  }
  const { email, phone, name, country } = registers;
  const contact = { email: valueOf(email), phone: valueOf(phone), name: valueOf(name) };
  return unit.people.read(contact, valueOf(country));
};

const PERSON = ['email', 'phone', 'country', 'name'] as const;

const sameKeys = (known: StoredCart, { emailKey, phoneKey }: KnownContact): boolean =>
  known.emailKey === emailKey && known.phoneKey === phoneKey;

const fresh = (unit: Unit) => {
  const id = newId<CartId>(unit.now, unit.parts.randomBytes);
  unit.absent.noOrderNames([ownRef(id)]); // nobody has been told of it yet
  return { id, ...freshFacts(unit) };
};

const freshFacts = ({ now, store }: Unit) => ({
  storeId: store.id,
  state: 'open' as const,
  closedReason: null,
  firstSeenAt: now,
  lapsedAt: null,
  orderId: null,
  revision: 1,
  redacted: false,
  judgeAt: null,
  credit: null,
  searchHash: null,
  platformRemindedAt: null,
});
