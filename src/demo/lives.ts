import type { Cart } from './books.ts';
import type { Shopper } from './shopper.ts';

/** What one shopper does from the first product to the end. */
export type Life = (shopper: Shopper) => Promise<void>;

const checkoutOf = ({ token }: Cart): string => `/checkout/${token}`;

/** Comes back by the button of the `place`-th reminder, and buys. */
const buysAfter =
  (place: number): Life =>
  async (shopper) => {
    await shopper.fillsCart();
    const letter = await shopper.reads(place);
    await shopper.pauses(3);
    const target = letter === null ? null : await shopper.follows(letter);
    await shopper.pauses(3);
    if (target !== null) await shopper.presses(target);
  };

const buysAtOnce: Life = async (shopper) => {
  const cart = await shopper.fillsCart();
  await shopper.pauses(5);
  await shopper.presses(checkoutOf(cart));
};

/** Reads the reminder, goes to the shop without its link, and buys. */
const buysByItself: Life = async (shopper) => {
  const cart = await shopper.fillsCart();
  await shopper.reads(0);
  await shopper.pauses(5);
  await shopper.presses(checkoutOf(cart));
};

/** Orders with a code or a slip, and pays when reminded of it, or by itself when nobody does. */
const paysLater: Life = async (shopper) => {
  const cart = await shopper.fillsCart();
  await shopper.pauses(3);
  const order = await shopper.presses(checkoutOf(cart), '/pay-later');
  const letter = await shopper.reads(0, 30);
  await shopper.pauses(4);
  const target = letter === null ? order : await shopper.follows(letter);
  await shopper.pauses(3);
  if (target !== null) await shopper.presses(target);
};

/** The shop gives the order up after a while, and the cart counts as left again. */
const neverPays: Life = async (shopper) => {
  const cart = await shopper.fillsCart();
  await shopper.pauses(3);
  const order = await shopper.presses(checkoutOf(cart), '/pay-later');
  if (order !== null) await shopper.lapses(order);
};

/** Changes the cart while the reminder is being waited for: it comes later. */
const changesMind: Life = async (shopper) => {
  const cart = await shopper.fillsCart();
  await shopper.pauses(7);
  await shopper.changesCart(cart);
};

const emptiesCart: Life = async (shopper) => {
  const cart = await shopper.fillsCart();
  await shopper.pauses(6);
  await shopper.emptiesCart(cart);
};

const unsubscribes: Life = async (shopper) => {
  await shopper.fillsCart();
  const letter = await shopper.reads(0);
  await shopper.pauses(4);
  if (letter !== null) await shopper.unsubscribes(letter);
};

/** A second cart, as on another device: the newer one speaks. */
const fillsTwoCarts: Life = async (shopper) => {
  await shopper.fillsCart();
  await shopper.pauses(4);
  await shopper.fillsCart();
};

/** The platform tells some of it twice, and the first change after the second. */
const isToldInDisorder: Life = async (shopper) => {
  const cart = await shopper.fillsCart({ manner: { copies: 2 } });
  await shopper.pauses(2);
  const changed = await shopper.changesCart(cart, { lateMs: 6_000 });
  await shopper.pauses(2);
  await shopper.changesCart(changed, { copies: 2 });
};

const leavesNoAddress: Life = async (shopper) => void (await shopper.fillsCart({ isUnknown: true }));

const wantsNoMail: Life = async (shopper) => void (await shopper.fillsCart({ wantsMail: false }));

const forgets: Life = async (shopper) => void (await shopper.fillsCart());

/** With whom each shop opens: one of each kind, whoever is recovered first. */
export const OPENING: readonly Life[] = [
  buysAfter(0),
  forgets,
  paysLater,
  buysAtOnce,
  unsubscribes,
  isToldInDisorder,
  buysByItself,
  changesMind,
  fillsTwoCarts,
  emptiesCart,
  leavesNoAddress,
  buysAfter(1),
  wantsNoMail,
  neverPays,
];

/** Who comes afterwards; a kind that stands here more often comes more often. */
export const USUAL: readonly [Life, ...Life[]] = [
  buysAfter(0),
  buysAfter(0),
  buysAfter(1),
  buysAfter(2),
  buysAtOnce,
  buysAtOnce,
  buysByItself,
  paysLater,
  neverPays,
  changesMind,
  emptiesCart,
  unsubscribes,
  fillsTwoCarts,
  isToldInDisorder,
  leavesNoAddress,
  wantsNoMail,
  forgets,
  forgets,
  forgets,
];
