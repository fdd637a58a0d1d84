import type { CartContents } from '../../core/cart/cart.ts';
import type { Link } from '../../core/message/link.ts';
import { myshopifyAddress, safeHome, safeTarget } from '../../core/message/return-target.ts';
import { payableUntil } from '../../core/order/payment-end.ts';
import { addReference, webUrl } from '../../core/privacy/our-reference.ts';
import type { CreditMessage } from '../../core/results/credit.ts';
import { NO_CART } from '../../core/words/ids.ts';
import { languageOf } from '../../core/words/locale.ts';
import type { Language, Platform } from '../../core/words/vocabulary.ts';
import type { Adapter, ReturnTarget, StoreFacts } from '../../ports/adapter.ts';
import type { Log } from '../../ports/log.ts';
import type { Carts, StoredCart } from '../../ports/store/carts.ts';
import type { Credits } from '../../ports/store/credits.ts';
import type { Orders, StoredOrder } from '../../ports/store/orders.ts';
import type { ConnectedStore, Stores } from '../../ports/store/stores.ts';
import type { ApplyCoupon } from './apply-coupon.ts';
import type { FindLink } from './find-link.ts';
import type { RecordVisit } from './record-visit.ts';
import { saveCart, type SavedCart } from './saved-cart.ts';

export type ReturnLinkParts = {
  readonly findLink: FindLink;
  readonly recordVisit: RecordVisit;
  readonly stores: Pick<Stores, 'find'>;
  readonly carts: Pick<Carts, 'byIds' | 'returnUrl'>;
  readonly orders: Pick<Orders, 'byIds' | 'payUrl'>;
  readonly credits: Pick<Credits, 'message'>;
  readonly adapterOf: (platform: Platform) => Pick<Adapter, 'returnUrl' | 'capabilities'> | null;
  /** The contents with what is known of their products by now. */
  readonly dress: (store: ConnectedStore, contents: CartContents) => Promise<CartContents>;
  /** Where the platform's link carries no coupon. Left out: nowhere. */
  readonly applyCoupon?: ApplyCoupon;
  readonly log: Log;
};

/** What is known of a request. The user agent is judged and forgotten. */
export type LinkRequest = {
  /** As the router gives it; anything but a token of ours is unknown. */
  readonly token: unknown;
  readonly method: 'GET' | 'HEAD';
  readonly userAgent: string | null;
  /** `Sec-Purpose`, else `Purpose`. */
  readonly purpose: string | null;
  readonly acceptLanguage: string | null;
};

export type ReturnOutcome =
  /** Answer 302. The address is absolute, percent-encoded, and of the store's own. */
  | { readonly kind: 'redirect'; readonly location: string }
  | {
      readonly kind: 'page';
      readonly page: 'bought' | 'closed' | 'expired' | 'unknown';
      readonly language: Language;
      readonly store: { readonly name: string; readonly homeUrl: string | null } | null;
    }
  /** Nothing restores the cart at the platform: it is shown as it was saved. */
  | {
      readonly kind: 'cart';
      readonly language: Language;
      readonly cart: SavedCart;
      readonly store: { readonly name: string; readonly homeUrl: string | null };
    };

/**
 * Where a return link leads: to the platform's restoring link with our token and the coupon, else to the cart as it was
 * saved, or to a plain page. It
 * only ever leads to addresses that were kept for this cart, and signs nobody in. A visit is recorded; that this fails
 * keeps nobody from the checkout.
 */
export const createReturnLink =
  (parts: ReturnLinkParts) =>
  async (request: LinkRequest, now: Date): Promise<ReturnOutcome> => {
    const link = await parts.findLink(request.token);
    const store = link === null ? null : await parts.stores.find(link.storeId);
    const cart = link === null ? undefined : await cartOf(link, parts);
    if (link?.kind !== 'return' || store === null || cart === undefined)
      return { kind: 'page', page: 'unknown', language: readerLanguage(request, null, null), store: null };

    const page = (page: 'bought' | 'closed' | 'expired'): ReturnOutcome => ({
      kind: 'page',
      page,
      language: readerLanguage(request, cart, store),
      store: { name: store.name, homeUrl: store.state === 'uninstalled' ? null : safeHome(store.url) },
    });
    if (now >= link.expiresAt) return page('expired');
    const { method, userAgent, purpose } = request;
    await parts
      .recordVisit({ link, store, visit: { at: now, method, userAgent, purpose } })
      .catch((reason: unknown) =>
        parts.log.error({ storeId: store.id, reason: nameOf(reason) }, 'visit not recorded'),
      );

    const ended = cart === null ? endOfStore(store) : endOf(cart, store);
    if (ended !== null) return page(ended);
    const arrived = { link, store, token: String(request.token), now };
    const language = readerLanguage(request, cart, store);
    const place =
      cart === null ? homeward(arrived, parts) : await toCart({ ...arrived, cart, method }, language, parts);
    return place ?? page('closed');
  };

const toCart = async (
  { method, ...opened }: Opened & Pick<LinkRequest, 'method'>,
  language: Language,
  parts: ReturnLinkParts,
): Promise<ReturnOutcome | null> => {
  if (method === 'GET') await applyCoupon(opened, parts);
  const location = await targetOf(opened, parts);
  return location === null ? savedCart(opened, language, parts) : { kind: 'redirect', location };
};

/** Null: the message was about no cart, so it leads to the store's home. */
const cartOf = async (
  { storeId, cartId }: Link,
  { carts }: ReturnLinkParts,
): Promise<StoredCart | null | undefined> =>
  cartId === NO_CART ? null : (await carts.byIds(storeId, [cartId]))[0];

/** The shopper's language, else the store's; who is unknown is asked through the browser. */
export const readerLanguage = (
  { acceptLanguage }: Pick<LinkRequest, 'acceptLanguage'>,
  cart: Pick<StoredCart, 'locale'> | null,
  store: ConnectedStore | null,
): Language => {
  const accepted = (acceptLanguage ?? '')
    .split(',', MOST_LANGUAGES)
    .map((range) => languageOf(range.split(';', 1)[0] ?? null));
  return (
    languageOf(cart?.locale ?? null) ??
    languageOf(store?.settings.locale ?? null) ??
    accepted.find((language) => language !== null) ??
    'en'
  );
};

const MOST_LANGUAGES = 10;

const nameOf = (reason: unknown): string => (reason instanceof Error ? reason.name : typeof reason);

/** A superseded cart still leads back: its newer sister's messages speak, but this link was promised too. */
const endOf = (cart: StoredCart, store: ConnectedStore): 'bought' | 'closed' | null => {
  if (endOfStore(store) !== null || cart.redacted) return 'closed';
  if (cart.state === 'purchased' || cart.state === 'recovered') return 'bought';
  return cart.state === 'closed' && cart.closedReason !== 'superseded' ? 'closed' : null;
};

const endOfStore = ({ state }: ConnectedStore): 'closed' | null =>
  state === 'uninstalled' ? 'closed' : null;

type Opened = {
  readonly link: Link;
  readonly store: ConnectedStore;
  readonly cart: StoredCart;
  readonly token: string;
  readonly now: Date;
};

/** Before the shopper arrives there; who only looks at the link, as link previews do, changes nothing. */
const applyCoupon = async ({ link, store, cart }: Opened, parts: ReturnLinkParts): Promise<void> => {
  if (link.couponCode === null || store.state !== 'active' || cart.state === 'pending_payment') return;
  await parts.applyCoupon?.({ store, cartId: cart.externalId, code: link.couponCode });
};

const targetOf = async (opened: Opened, parts: ReturnLinkParts): Promise<string | null> => {
  const { link, store } = opened;
  const message = link.messageId === null ? null : await parts.credits.message(store.id, link.messageId);
  return (await payTarget(opened, message, parts)) ?? cartTarget(opened, message, parts);
};

/** Who has ordered and can still pay is led to the payment, and makes no second order. Else the link is the cart's. */
const payTarget = async (
  { cart, store, now }: Opened,
  message: CreditMessage | null,
  { orders }: ReturnLinkParts,
): Promise<string | null> => {
  if (cart.state !== 'pending_payment') return null;
  const orderId = message?.aboutOrderId ?? cart.orderId;
  const [order] = orderId === null ? [] : await orders.byIds(cart.storeId, [orderId]);
  if (order === undefined || !isPayable(order, store, now)) return null;
  const payUrl = await orders.payUrl(cart.storeId, order.id);
  return safeTarget(payUrl, [payUrl]);
};

const isPayable = ({ meaning, snapshot }: StoredOrder, { settings }: ConnectedStore, now: Date): boolean => {
  const until = payableUntil(snapshot, settings);
  return meaning.kind === 'pending' && (until === null || now < until);
};

const cartTarget = async (
  { link, store, cart, token }: Opened,
  message: CreditMessage | null,
  { carts, adapterOf }: ReturnLinkParts,
): Promise<string | null> => {
  const adapter = adapterOf(store.platform);
  if (adapter === null) return null;
  const platformUrl = await carts.returnUrl(store.id, cart.id);
  const target: ReturnTarget = {
    store: factsOf(store),
    platformUrl,
    lines: cart.registers.contents?.value.lines ?? [],
    token,
    medium: link.channel,
    campaign: campaignOf(link, message),
    couponCode: link.couponCode,
  };
  return safeTarget(adapter.returnUrl(target), [store.url, myshopifyAddress(store.externalKey), platformUrl]);
};

/** Null where the cart's contents are not known. */
const savedCart = async (
  opened: Opened,
  language: Language,
  parts: ReturnLinkParts,
): Promise<ReturnOutcome | null> => {
  const { store, cart, link } = opened;
  const contents = cart.registers.contents?.value ?? null;
  if (contents === null) return null;
  const country = cart.registers.country?.value ?? null;
  return {
    kind: 'cart',
    language,
    cart: saveCart(await parts.dress(store, contents), {
      language,
      locale: cart.locale,
      country,
      couponCode: link.couponCode,
    }),
    store: { name: store.name, homeUrl: homeOf({ ...opened, address: addressOf(store, contents) }, parts) },
  };
};

const homeward = (arrived: Omit<Opened, 'cart'>, parts: ReturnLinkParts): ReturnOutcome | null => {
  const location = homeOf({ ...arrived, address: arrived.store.url }, parts);
  return location === null ? null : { kind: 'redirect', location };
};

/** The shop's own; where nobody gave it, where its products are. */
const addressOf = ({ url }: ConnectedStore, { lines }: CartContents): string | null => {
  if (url !== null) return url;
  const page = lines.map((line) => webUrl(safeHome(line.url))).find((known) => known !== null);
  return page?.origin ?? null;
};

/** The shop, told where the shopper comes from where that does no harm. */
const homeOf = (
  { store, link, token, address }: Omit<Opened, 'cart'> & { readonly address: string | null },
  { adapterOf }: ReturnLinkParts,
): string | null => {
  const home = webUrl(safeHome(address));
  const keeps = adapterOf(store.platform)?.capabilities.keepsAddedParameters === true;
  if (home !== null && keeps)
    addReference(home, { token, medium: link.channel, campaign: campaignOf(link, null) });
  return home?.href ?? null;
};

const factsOf = ({ externalKey, url, settings, grantedScopes }: ConnectedStore): StoreFacts => ({
  externalKey,
  url,
  currency: settings.currency,
  country: settings.country,
  locale: settings.locale,
  timeZone: settings.timeZone,
  paymentMeanings: settings.paymentMeanings,
  scopes: grantedScopes,
});

const campaignOf = (link: Link, message: CreditMessage | null): string => {
  if (message?.flow && message.stepId) return `${message.flow}/${message.stepId}`;
  return link.channel === 'manual' ? 'manual' : 'by_hand';
};
