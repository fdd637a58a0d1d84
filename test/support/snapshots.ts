import type { Cart, Line } from '../../src/core/cart/cart.ts';
import type { OrderFact, Snapshot, StepDone } from '../../src/core/decide/snapshot.ts';
import { abandonedCartFlow } from '../../src/core/flows/abandoned-cart.ts';
import type { Flow } from '../../src/core/flows/flow.ts';
import type { Settings } from '../../src/core/flows/settings.ts';
import type {
  CartId,
  EpisodeId,
  MessageId,
  OrderId,
  ShopperId,
  StepId,
  StoreId,
} from '../../src/core/words/ids.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The cart's last activity; it is abandoned half an hour later, the first step half an hour after that. */
export const ACTIVE_AT = new Date('2026-03-10T12:00:00Z');
export const ABANDONED_AT = new Date(ACTIVE_AT.getTime() + 30 * MINUTE);
export const after = (ms: number, from: Date = ABANDONED_AT): Date => new Date(from.getTime() + ms);
/** When the first step is due. */
export const DUE = after(30 * MINUTE);

export const stepIds = ['s1', 's2', 's3'] as unknown as readonly StepId[];
export const S1 = 's1' as StepId;
export const S2 = 's2' as StepId;
export const S3 = 's3' as StepId;

export const aFlow = (over: Partial<Flow> = {}): Flow => {
  const ids = stepIds.values();
  const prepared = abandonedCartFlow(after(-30 * DAY), () => ids.next().value ?? S3);
  return { ...prepared, enabled: true, enabledAt: after(-10 * DAY), ...over };
};

export const someSettings = (over: Partial<Settings> = {}): Settings => ({
  abandonedAfterMs: 30 * MINUTE,
  recoveryHorizonMs: 30 * DAY,
  timeZone: 'America/Sao_Paulo',
  currency: 'BRL',
  locale: 'pt-BR',
  fallbackLocale: null,
  country: 'BR',
  consentPolicy: { default: 'soft', eea: 'explicit', countries: {}, channels: { whatsapp: 'explicit' } },
  budget: [
    { max: 1, withinMs: 20 * HOUR },
    { max: 3, withinMs: 7 * DAY },
  ],
  coolOffMs: DAY,
  maxLatenessMs: DAY,
  platformReminder: 'count',
  payWithinMs: {},
  attributionWindowMs: 5 * DAY,
  retention: { contactsMs: 180 * DAY, inboxMs: 7 * DAY },
  paymentMeanings: {},
  email: {
    fromName: 'Loja',
    fromAddress: null,
    replyTo: null,
    returnPath: null,
    legalName: 'Loja Ltda',
    postalAddress: 'Rua 1',
    logoUrl: null,
  },
  ...over,
});

export const aLine = (over: Partial<Line> = {}): Line => ({
  productId: '7',
  variantId: '71',
  sku: 'C1',
  title: 'Caneca',
  variantTitle: null,
  quantity: 1,
  unitPrice: { minor: 9_000, currency: 'BRL' },
  imageUrl: null,
  url: null,
  available: true,
  ...over,
});

const stamp = { version: 1, tie: '' };

export const aCart = (over: Partial<Cart> & { readonly lines?: readonly Line[] } = {}): Cart => {
  const { lines = [aLine()], ...rest } = over;
  const total = lines.reduce((sum, line) => sum + line.unitPrice.minor * line.quantity, 0);
  return {
    id: 'cart-1' as CartId,
    storeId: 'store-1' as StoreId,
    externalId: 'c1',
    shopperId: 'shopper-1' as ShopperId,
    registers: {
      contents: {
        value: {
          currency: 'BRL',
          lines,
          subtotal: null,
          total: { minor: total, currency: 'BRL' },
          coupons: [],
        },
        stamp,
      },
      removed: null,
      email: { value: 'ana@example.com', stamp },
      phone: null,
      name: null,
      locale: null,
      country: null,
      customerId: null,
      registered: null,
      returnUrl: null,
      startedAt: after(-10 * MINUTE, ACTIVE_AT),
      aliases: [],
      tags: [],
      sightings: [],
    },
    state: 'open',
    closedReason: null,
    emailKey: 'ana@example.com',
    phoneKey: null,
    startedAt: after(-10 * MINUTE, ACTIVE_AT),
    lastActivityAt: ACTIVE_AT,
    firstSeenAt: ACTIVE_AT,
    lapsedAt: null,
    orderId: null,
    revision: 1,
    ...rest,
  };
};

export const anOrder = (over: Partial<OrderFact> = {}): OrderFact => ({
  orderId: 'order-1' as OrderId,
  number: '1001',
  meaning: 'bought',
  placedAt: ACTIVE_AT,
  matchesCart: true,
  repeatsMostLines: false,
  clearing: null,
  ...over,
});

export const aStepDone = (stepId: StepId, sentAt: Date | null): StepDone => ({
  messageId: `m-${stepId}` as MessageId,
  stepId,
  state: sentAt === null ? 'expired' : 'accepted',
  sentAt,
});

/** A situation in which the first step goes as soon as it is due. */
export const aSnapshot = (over: SnapshotParts = {}): Snapshot => ({
  cart: aCart(),
  newerCartId: null,
  message: null,
  steps: [],
  paymentEndsAt: null,
  orders: [],
  human: null,
  platformReminderAt: null,
  ...over,
  store: {
    id: 'store-1' as StoreId,
    platform: 'custom',
    state: 'active',
    connectedAt: after(-20 * DAY),
    settings: someSettings(over.settings),
    holdoutSecret: 'secret',
    ordersSeenUntil: null,
    ordersFreshForMs: MINUTE,
    ...over.store,
  },
  episode: {
    id: 'episode-1' as EpisodeId,
    storeId: 'store-1' as StoreId,
    shopperId: 'shopper-1' as ShopperId,
    flow: 'abandoned_cart',
    cartId: 'cart-1' as CartId,
    orderId: null,
    anchorAt: ABANDONED_AT,
    lateMs: 0,
    openedAt: ABANDONED_AT,
    endedAt: null,
    endReason: null,
    holdout: null,
    revision: 1,
    ...over.episode,
  },
  shopper: {
    id: 'shopper-1' as ShopperId,
    registered: null,
    country: null,
    locale: null,
    timeZone: null,
    marketingSentAt: [],
    suspectedBot: null,
    holdoutBefore: null,
    ...over.shopper,
  },
  channels: {
    ...over.channels,
    email: {
      address: 'ana@example.com',
      consent: 'unknown',
      suppressed: null,
      unreachableUntil: null,
      downUntil: null,
      templateLanguages: ['en', 'pt-BR', 'es', 'pl'],
      ...over.channels?.email,
    },
  },
});

type SnapshotParts = {
  readonly [Name in Exclude<keyof Snapshot, 'store' | 'episode' | 'shopper' | 'channels'>]?: Snapshot[Name];
} & {
  readonly settings?: Partial<Settings>;
  readonly store?: Partial<Snapshot['store']>;
  readonly episode?: Partial<Snapshot['episode']>;
  readonly shopper?: Partial<Snapshot['shopper']>;
  readonly channels?: {
    readonly email?: Partial<NonNullable<Snapshot['channels']['email']>>;
    readonly whatsapp?: NonNullable<Snapshot['channels']['whatsapp']>;
  };
};
