import type { CartObservation } from '../../core/cart/observation.ts';

/**
 * The n-th made-up cart, always the same one: one a minute back from `until`, by people with a few common and many
 * rare names, of products with a few common and many rare words. A quarter of them tell nobody's name.
 */
export const madeUpCart = (n: number, until: Date): CartObservation => {
  const roll = rolls(n);
  const updatedAt = new Date(until.getTime() - n * 60_000 - Math.floor(roll() * 60_000));
  const product = Math.floor(roll() * PRODUCTS);
  const unitMinor = 1_000 + Math.floor(roll() ** 3 * 300_000);
  const quantity = 1 + Math.floor(roll() * 3);
  return {
    kind: 'cart',
    externalId: `made-up-${n}`,
    aliases: [],
    seq: null,
    updatedAt,
    startedAt: updatedAt,
    contact: roll() < 0.25 ? NOBODY : personOf(n, roll),
    customer: { externalId: null, registered: pick([true, false, null], roll()) },
    consent: [],
    locale: 'pt-BR',
    country: pick(['BR', 'BR', 'BR', 'AR', 'MX', 'PL'], roll()),
    contents: {
      currency: 'BRL',
      lines: [
        {
          productId: String(product),
          variantId: null,
          sku: `SKU-${product}`,
          title: `${pick(THINGS, roll())} ${pick(COLOURS, roll())} ${product}`,
          variantTitle: null,
          quantity,
          unitPrice: { minor: unitMinor, currency: 'BRL' },
          imageUrl: null,
          url: null,
          available: true,
        },
      ],
      subtotal: { minor: unitMinor * quantity, currency: 'BRL' },
      total: { minor: unitMinor * quantity, currency: 'BRL' },
      coupons: [],
    },
    returnUrl: null,
    tags: [],
    completedAt: null,
  };
};

const NOBODY = { email: null, phone: null, name: null };

const personOf = (n: number, roll: () => number): CartObservation['contact'] => {
  const first = pick(FIRST_NAMES, roll());
  const last = roll() < 0.8 ? pick(LAST_NAMES, roll()) : `Quiroga${Math.floor(roll() * 400)}`;
  // Domains that nobody can own (RFC 2606): whatever is tried with a sandbox, it reaches no person.
  const email = `${plain(first)}.${plain(last)}.${n}@example.com`;
  const phone = roll() < 0.5 ? `+55119${String(10_000_000 + ((n * 7_919) % 89_999_999))}` : null;
  return { name: `${first} ${last}`, email, phone };
};

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .toLowerCase();

const pick = <Value>(values: readonly [Value, ...Value[]], roll: number): Value =>
  values[Math.floor(roll * values.length)] ?? values[0];

/** A generator of its own (mulberry32), seeded by the cart: the same cart in every run and on every machine. */
const rolls = (seed: number): (() => number) => {
  let state = Math.imul(seed + 1, 2_654_435_761) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const PRODUCTS = 20_000;
const FIRST_NAMES = ['Maria', 'José', 'Ana', 'João', 'Márcia', 'Marcos', 'Łucja', 'Zuleide'] as const;
const LAST_NAMES = ['Silva', 'Souza', 'Oliveira', 'Santos', 'Nowak', 'García'] as const;
const THINGS = ['Caneca', 'Camiseta', 'Vestido', 'Tênis', 'Livro', 'Relógio'] as const;
const COLOURS = ['azul', 'verde', 'preto', 'branco', 'amarelo'] as const;
