import { matchRule } from '../core/cart/match.ts';
import type { ChannelFact, Episode, MessageFact, OrderFact, StepDone } from '../core/decide/snapshot.ts';
import type { Settings } from '../core/flows/settings.ts';
import { clearingOf } from '../core/order/payment-end.ts';
import { NO_CART, type CartId } from '../core/words/ids.ts';
import { readPhone } from '../core/words/phone.ts';
import { CHECK_CODES, type CheckCode } from '../core/words/reason-codes.ts';
import { LANGUAGES } from '../core/words/vocabulary.ts';
import type { StoredCart } from '../ports/store/carts.ts';
import type { Consent } from '../ports/store/consents.ts';
import type { StoredMessage } from '../ports/store/messages.ts';
import type { StoredOrder } from '../ports/store/orders.ts';
import type { KeyedSuppression } from '../ports/store/suppressions.ts';
import type { Row } from './tables/tables.ts';

/** What stands in for a cart where there is none: it holds nothing, and is as old as the shopper's silence. */
export const noCart = (shopper: Row<'shoppers'>, run: Episode | null, now: Date): StoredCart => {
  const since = run?.sinceAt ?? run?.anchorAt ?? now;
  const { storeId, email, emailKey, phone, phoneKey, name, registered, locale, country } = shopper;
  return {
    ...EMPTY_CART,
    storeId,
    email,
    emailKey,
    phone,
    phoneKey,
    name,
    registered,
    locale,
    country,
    shopperId: shopper.id,
    startedAt: since,
    lastActivityAt: run?.anchorAt ?? since,
    firstSeenAt: since,
    registers: { ...EMPTY_CART.registers, startedAt: since },
  };
};

const EMPTY_CART = {
  id: NO_CART,
  externalId: '',
  registers: {
    contents: null,
    removed: null,
    email: null,
    phone: null,
    name: null,
    locale: null,
    country: null,
    customerId: null,
    registered: null,
    returnUrl: null,
    aliases: [],
    tags: [],
    sightings: [],
  },
  state: 'open',
  closedReason: null,
  redacted: false,
  total: null,
  linesCount: 0,
  lapsedAt: null,
  judgeAt: null,
  orderId: null,
  credit: null,
  searchHash: null,
  platformRemindedAt: null,
  revision: 0,
} as const;

/** The other cart where it is the newer one. */
export const newerThan = (
  other: { readonly id: CartId; readonly lastActivityAt: Date } | undefined,
  cart: StoredCart,
): CartId | null =>
  other !== undefined && other.id !== cart.id && other.lastActivityAt >= cart.lastActivityAt
    ? other.id
    : null;

export const countryOfPhone = (phone: string | null): string | null =>
  phone === null ? null : (readPhone(phone, null)?.country ?? null);

export const messageFact = ({ id, stepId, channel, waits, lastVerdict }: StoredMessage): MessageFact | null =>
  stepId === null ? null : { id, stepId, channel, waits, waitedFor: waitedFor(lastVerdict) };

const waitedFor = (verdict: string | null): CheckCode | null => {
  const [action, reason] = verdict?.split(':', 2) ?? [];
  return action === 'wait' ? (CHECK_CODES.find((code) => code === reason) ?? null) : null;
};

export const stepDone = ({ id, stepId, state, sentAt }: StoredMessage): readonly StepDone[] =>
  stepId === null || state === 'planned' ? [] : [{ messageId: id, stepId, state, sentAt }];

type OrderFacts = {
  readonly productIds: readonly string[];
  readonly horizonMs: number;
  readonly settings: Settings;
  /** The order that the run is about. */
  readonly own: StoredOrder | null;
};

export const orderFact = (
  order: StoredOrder,
  cart: StoredCart,
  { productIds, horizonMs, settings, own }: OrderFacts,
): OrderFact => {
  const { emailKey, phoneKey, snapshot } = order;
  const rule = matchRule(
    { ...snapshot, emailKey, phoneKey, tokenCarts: [], couponCarts: [] },
    { ...cart, aliases: cart.registers.aliases, productIds },
    horizonMs,
  );
  const repeated = productIds.filter((id) => snapshot.productIds.includes(id)).length;
  return {
    orderId: order.id,
    number: snapshot.number,
    meaning: order.meaning.kind,
    placedAt: snapshot.placedAt,
    matchesCart:
      rule !== null || order.id === cart.orderId || order.cartId === cart.id || order.id === own?.id,
    repeatsMostLines: repeated * 2 > productIds.length,
    clearing: clearingOf(snapshot, settings),
  };
};

export const channelFact = (
  channel: 'email' | 'whatsapp',
  address: string | null,
  {
    key,
    consents,
    suppressions,
    builtIn = true,
  }: {
    readonly key: string | null;
    readonly consents: readonly Consent[];
    readonly suppressions: readonly KeyedSuppression[];
    /** Whether there is a text of ours where the merchant wrote none. */
    readonly builtIn?: boolean;
  },
): ChannelFact => ({
  address,
  consent: consents.find((consent) => consent.channel === channel && consent.key === key)?.state ?? 'unknown',
  suppressed: suppressedFor(channel, suppressions),
  unreachableUntil: null,
  downUntil: null,
  templateLanguages: channel === 'email' && builtIn ? LANGUAGES : [],
});

/**
 * A push by the shop's own program knows no consent of its own: who refused any channel is not pushed to, who allowed
 * one may be. What was opted out of anywhere counts; an e-mail address that does not exist says nothing about it.
 */
export const webhookFact = (
  address: string | null,
  {
    consents,
    suppressions,
    builtIn,
  }: {
    readonly consents: readonly Consent[];
    readonly suppressions: readonly KeyedSuppression[];
    readonly builtIn: boolean;
  },
): ChannelFact => {
  const states = new Set(consents.map(({ state }) => state));
  const optOuts = suppressions.filter(({ channel, purpose }) => channel === 'all' || purpose === 'marketing');
  const isForAll = optOuts.some(({ channel, purpose }) => channel === 'all' && purpose === 'all');
  return {
    address,
    consent: states.has('out') ? 'out' : states.has('in') ? 'in' : 'unknown',
    suppressed: isForAll ? 'all' : optOuts.length > 0 ? 'marketing' : null,
    unreachableUntil: null,
    downUntil: null,
    templateLanguages: builtIn ? LANGUAGES : [],
  };
};

const suppressedFor = (channel: string, all: readonly KeyedSuppression[]): ChannelFact['suppressed'] => {
  const own = all.filter((one) => one.channel === channel || one.channel === 'all');
  if (own.some(({ purpose }) => purpose === 'all')) return 'all';
  return own.length > 0 ? 'marketing' : null;
};
