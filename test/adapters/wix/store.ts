import { generateKeyPairSync, sign as signBytes, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { StoreFacts } from '../../../src/ports/adapter.ts';
import { readFixture } from '../cases.ts';

export const INSTANCE = '3f1c9a52-6b1d-4b0e-8a57-0c9d8e7f6a5b';
export const WIX_APP = { appId: 'a0b1c2d3-e4f5-4678-9abc-def012345678', appSecret: 'canary-app-secret' };

export const wixStore: StoreFacts = {
  externalKey: INSTANCE,
  url: 'https://www.casadocafe.example',
  currency: 'BRL',
  country: 'BR',
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  paymentMeanings: {},
};

export const wixCredentials = { kind: 'wix_instance', instanceId: INSTANCE } as const;

export const wixFixture = (name: string): Record<string, unknown> =>
  readFixture(readFileSync(new URL(`../../fixtures/wix/${name}.json`, import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >;

export type WixKey = { readonly publicKey: string; readonly privateKey: KeyObject };

export const wixKey = (bits = 2_048): WixKey => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return { publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string, privateKey };
};

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as Wix writes it; header and signer may be anybody's. */
export const tokenOf = (
  claims: unknown,
  key: Pick<WixKey, 'privateKey'>,
  header: unknown = { alg: 'RS256', typ: 'JWT', kid: 'k1' },
): string => {
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${signBytes('sha256', Buffer.from(signed), key.privateKey).toString('base64url')}`;
};

export type Told = {
  readonly eventType: string;
  /** How the thing is told; left out for events of the app itself. */
  readonly event?: Record<string, unknown>;
  readonly instanceId?: string;
  readonly iat?: number;
  readonly exp?: number;
};

const IAT = Date.parse('2026-11-21T12:09:58Z') / 1_000;

/** The claims with each layer written as text within the one above, as they travel. */
export const claimsOf = ({ eventType, event, instanceId = INSTANCE, iat = IAT, exp }: Told) => ({
  data: JSON.stringify({
    eventType,
    instanceId,
    data: JSON.stringify(event ?? { appId: WIX_APP.appId }),
    identity: JSON.stringify({ identityType: 'WIX_USER', wixUserId: 'u1' }),
  }),
  iat,
  exp: exp ?? iat + 3_600,
});

let events = 0;

/** A domain event about a thing; `id` is its own unless given. */
export const domainEvent = (
  told: Record<string, unknown>,
  entity: Record<string, unknown> | null,
): Record<string, unknown> => ({
  id: `e0000000-0000-4000-8000-${String(++events).padStart(12, '0')}`,
  entityFqdn: 'wix.ecom.v1.abandoned_checkout',
  entityId: entity?.['id'],
  eventTime: '2026-11-21T12:09:57.100Z',
  triggeredByAnonymizeRequest: false,
  originatedFrom: '',
  entityEventSequence: '3',
  ...told,
});

/** Every topic that means something, with the whole thing where Wix puts it. */
export const wixEvents = (): readonly {
  readonly eventType: string;
  readonly event: Record<string, unknown>;
}[] => {
  const cart = wixFixture('abandoned-checkout');
  const order = wixFixture('order');
  const inBody = (slug: string, more: Record<string, unknown> = {}) => ({
    eventType: `wix.ecom.v1.order_${slug}`,
    event: domainEvent({ slug, actionEvent: { body: { order, ...more } } }, order),
  });
  return [
    {
      eventType: 'wix.ecom.v1.abandoned_checkout_created',
      event: domainEvent({ slug: 'created', createdEvent: { entity: cart } }, cart),
    },
    {
      eventType: 'wix.ecom.v1.abandoned_checkout_updated',
      event: domainEvent({ slug: 'updated', updatedEvent: { currentEntity: cart } }, cart),
    },
    {
      eventType: 'wix.ecom.v1.abandoned_checkout_recovered',
      event: domainEvent(
        {
          slug: 'recovered',
          actionEvent: {
            body: {
              abandonedCheckout: {
                ...cart,
                status: 'RECOVERED',
                checkoutRecoveredDate: '2026-11-21T12:05:03.900Z',
              },
            },
          },
        },
        cart,
      ),
    },
    {
      eventType: 'wix.ecom.v1.abandoned_checkout_deleted',
      event: domainEvent({ slug: 'deleted', deletedEvent: {} }, cart),
    },
    {
      eventType: 'wix.ecom.v1.order_created',
      event: domainEvent({ slug: 'created', createdEvent: { entity: order } }, order),
    },
    {
      eventType: 'wix.ecom.v1.order_updated',
      event: domainEvent({ slug: 'updated', updatedEvent: { currentEntity: order } }, order),
    },
    {
      eventType: 'wix.marketing.marketing_consent.v1.marketing_consent_updated',
      event: domainEvent(
        { slug: 'updated', updatedEvent: { currentEntity: wixFixture('marketing-consent') } },
        wixFixture('marketing-consent'),
      ),
    },
    inBody('approved'),
    inBody('canceled', { restockAllItems: true }),
    inBody('payment_status_updated', { previousPaymentStatus: 'NOT_PAID' }),
  ];
};
