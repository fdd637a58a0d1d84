import type { Observation } from '../../../src/core/cart/observation.ts';
import { cartSeen, contents, line, orderSeen } from '../../support/observations.ts';
import type { Happening, Life, Person } from './life.ts';

const DAY_MS = 86_400_000;
/** Six weeks before the clocks of three of the four zones change. */
const FIRST_DAY = Date.UTC(2026, 8, 15, 9);

/** No two things happen at the same second, so that it is known which of them is the newer. */
export const instantOf = ({ setting }: Pick<Life, 'setting'>, minute: number, place = 0): Date =>
  new Date(FIRST_DAY + setting.startsOn * DAY_MS + minute * 60_000 + place * 1_000);

export const addressOf = (person: Person): string => `${person}@example.com`;
export const cartName = (cart: number): string => `cart-${cart}`;

/** The happening as a platform would tell it. */
export const observationOf = (life: Life, place: number): Observation => {
  const one = life.happened[place];
  if (one === undefined) throw new Error('nothing of the kind happened');
  const at = instantOf(life, one.at, place);
  return one.kind === 'order' ? tellOrder(life, one, at) : tell(one, at);
};

/** An order is told again and again; when and by whom it was placed does not change by that. */
export const placingOf = (
  life: Life,
  order: number,
): { readonly placedAt: Date; readonly placing: Order } => {
  const [first] = life.happened
    .flatMap((one, place) =>
      one.kind === 'order' && one.order === order
        ? [{ placedAt: instantOf(life, one.at, place), placing: one }]
        : [],
    )
    .toSorted((one, other) => one.placedAt.getTime() - other.placedAt.getTime());
  if (first === undefined) throw new Error('there was no such order');
  return first;
};

type Order = Extract<Happening, { kind: 'order' }>;

const tellOrder = (life: Life, one: Order, at: Date): Observation => {
  const { placedAt, placing } = placingOf(life, one.order);
  return orderSeen({
    externalId: `order-${one.order}`,
    updatedAt: at,
    placedAt,
    paymentState: one.state,
    paymentMethod: one.state === 'awaiting_shopper' ? 'pix' : 'card',
    contact: contactOf(placing.person),
    cartRefs: placing.cart === null ? [] : [cartName(placing.cart)],
    payUrl: 'https://pay.example/o',
  });
};

const tell = (one: Exclude<Happening, Order>, at: Date): Observation => {
  switch (one.kind) {
    case 'cart':
      return cartSeen({
        externalId: cartName(one.cart),
        updatedAt: at,
        contact: contactOf(one.person),
        locale: 'pt-BR',
        contents: contents({
          lines: [line({ quantity: one.quantity })],
          total: { minor: 9000 * one.quantity, currency: 'BRL' },
        }),
      });
    case 'removed':
      return { kind: 'cart_removed', externalId: cartName(one.cart), seq: null, updatedAt: at };
    case 'consent':
      return {
        kind: 'consent',
        contact: contactOf(one.person),
        customerId: null,
        evidence: [{ channel: 'email', state: one.state, at, source: 'test', wording: null }],
      };
  }
};

const contactOf = (person: Person | null) => ({
  email: person === null ? null : addressOf(person),
  phone: null,
  name: null,
});
