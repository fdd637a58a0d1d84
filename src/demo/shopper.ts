import type { Cart, ShopLine } from './books.ts';
import type { Caller } from './call.ts';
import type { Dice } from './dice.ts';
import type { Letter, ReadLetter } from './letters.ts';
import type { Pace } from './pace.ts';
import type { Person } from './people.ts';
import type { Manner } from './postman.ts';
import type { Shop } from './shop.ts';

export type ShopperParts = {
  readonly shop: Shop;
  readonly person: Person;
  readonly call: Caller;
  readonly readLetter: ReadLetter;
  readonly pace: Pace;
  readonly dice: Dice;
};

/** What a simulated person does: in the shop and with their mail, over HTTP like everybody. */
export type Shopper = ReturnType<typeof createShopper>;

/** Longer than any reminder of the demo takes. */
const PATIENCE_SECONDS = 120;

export const createShopper = (parts: ShopperParts) => {
  const { shop, person, call, pace, dice } = parts;
  const click = async (url: string, method: 'GET' | 'POST' = 'GET') =>
    call({ url, method, headers: BROWSER });
  return {
    pauses: (seconds: number) => pace.wait(seconds * 1_000 + dice.roll(700)),
    fillsCart: (given: Filling = {}): Promise<Cart> =>
      shop.till.startCart(
        {
          person: given.isUnknown === true ? null : person,
          wantsMail: given.wantsMail ?? true,
          currency: person.currency,
          lines: someLines(shop, dice),
        },
        given.manner,
      ),
    changesCart: (cart: Cart, manner?: Manner): Promise<Cart> =>
      shop.till.changeCart(cart, someLines(shop, dice), manner),
    emptiesCart: (cart: Cart): Promise<void> => shop.till.removeCart(cart),
    /** The first mail is 0; null where none comes in that time. */
    reads: (place: number, patienceSeconds = PATIENCE_SECONDS): Promise<Letter | null> =>
      parts.readLetter(person.email, place, patienceSeconds * 1_000),
    /** Where the mail's button leads in the shop; null where it leads to none of its pages. */
    follows: async ({ returnUrl }: Letter): Promise<string | null> => {
      const target = returnUrl === null ? null : (await click(returnUrl)).headers.get('location');
      if (target === null || !target.startsWith(`${shop.url}/`)) return null;
      await click(target);
      return target;
    },
    /** The button of the checkout, or of an order that waits for its payment; answers where that leads. */
    presses: async (address: string, more = ''): Promise<string | null> => {
      const pressed = await click(`${shop.url}${new URL(address, shop.url).pathname}${more}`, 'POST');
      return pressed.headers.get('location');
    },
    /** Nothing is done until the shop gives the order up. */
    lapses: async (order: string): Promise<void> => {
      if (shop.facts.lapsesAfterMs === null) return;
      await pace.wait(shop.facts.lapsesAfterMs);
      await shop.till.settle(order.split('/').at(-1) ?? '', 'expired');
    },
    unsubscribes: async ({ unsubscribeUrl }: Letter): Promise<void> => {
      if (unsubscribeUrl === null) return;
      await click(unsubscribeUrl);
      await pace.wait(1_500);
      await click(unsubscribeUrl, 'POST');
    },
  };
};

export type Filling = {
  readonly isUnknown?: boolean;
  readonly wantsMail?: boolean;
  readonly manner?: Manner;
};

const BROWSER = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0',
  accept: 'text/html',
};

/** One to three things, never the same twice. */
const someLines = ({ facts }: Shop, dice: Dice): readonly ShopLine[] => {
  const start = dice.roll(facts.products.length);
  return Array.from({ length: 1 + dice.roll(3) }, (_, place) => ({
    product: facts.products[(start + place) % facts.products.length] ?? facts.products[0],
    quantity: dice.roll(4) === 0 ? 2 : 1,
  }));
};
