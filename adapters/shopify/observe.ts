import { isRecord } from '../../src/core/privacy/projection.ts';
import type { Observed, StoredDelivery } from '../../src/ports/adapter.ts';
import { observeCheckout, observeCheckoutDeleted } from './cart.ts';
import { observeConsent } from './consent.ts';
import { minimise } from './minimise.ts';
import { observeOrder } from './order.ts';
import { scopesBody, uninstalledBody } from './payloads.ts';
import { observeDataRequest, observeShopperRedaction } from './privacy.ts';
import { TRIGGERED_AT } from './verify.ts';

/** What a delivery means. Reads what `minimise` keeps and nothing else, so the stored body tells as much. */
export const observe = (delivery: StoredDelivery): Observed => {
  const read = readers.get(delivery.topic);
  if (read === undefined) return { kind: 'ignored', reason: 'a topic that is not ours' };
  if (!isRecord(delivery.body)) return { kind: 'malformed', reason: 'the body is no JSON object' };
  return read({ ...delivery, body: minimise(delivery.topic, delivery.body) });
};

type Reader = (delivery: StoredDelivery) => Observed;

const observeUninstalled: Reader = ({ body, receivedAt }) => {
  const at = uninstalledAt(uninstalledBody.parse(body)[TRIGGERED_AT], receivedAt);
  return { kind: 'observed', observations: [{ kind: 'store', change: 'uninstalled', at }] };
};

/** Shopify repeats for hours, rarely for a day; what claims to be older has no right time. */
const LATEST_MS = 2 * 86_400_000;
/** Their clock is not ours, and a shop may be taken out a moment after it came in. */
const CLOCKS_DIFFER_MS = 5_000;

/**
 * When it happened rather than when it came: one that comes late must not take out a shop that was installed again
 * meanwhile.
 */
const uninstalledAt = (triggeredAt: Date | null, receivedAt: Date): Date => {
  if (triggeredAt === null) return receivedAt;
  const lateMs = receivedAt.getTime() - triggeredAt.getTime() - CLOCKS_DIFFER_MS;
  return lateMs <= 0 || lateMs > LATEST_MS ? receivedAt : new Date(receivedAt.getTime() - lateMs);
};

const observeScopes: Reader = ({ body, receivedAt }) => {
  const { current, updated_at: updatedAt } = scopesBody.parse(body);
  if (current === null) return { kind: 'malformed', reason: 'the scopes are no list' };
  const at = updatedAt !== null && updatedAt < receivedAt ? updatedAt : receivedAt;
  return {
    kind: 'observed',
    observations: [{ kind: 'store', change: 'scopes_changed', scopes: current, at }],
  };
};

const readers = new Map<string, Reader>([
  ['checkouts/create', observeCheckout],
  ['checkouts/update', observeCheckout],
  ['checkouts/delete', observeCheckoutDeleted],
  ['orders/create', observeOrder],
  ['orders/paid', observeOrder],
  ['orders/updated', observeOrder],
  ['orders/cancelled', observeOrder],
  ['customers_email_marketing_consent/update', (delivery) => observeConsent(delivery, 'email')],
  ['customers_marketing_consent/update', (delivery) => observeConsent(delivery, 'sms')],
  ['customers_whats_app_marketing_consent/update', (delivery) => observeConsent(delivery, 'whatsapp')],
  ['app/uninstalled', observeUninstalled],
  ['app/scopes_update', observeScopes],
  ['customers/data_request', observeDataRequest],
  ['customers/redact', observeShopperRedaction],
  [
    'shop/redact',
    ({ receivedAt }) => ({
      kind: 'observed',
      observations: [{ kind: 'redaction', scope: 'store', at: receivedAt }],
    }),
  ],
]);

/** Every topic that means something to us; `shopify.app.toml` subscribes to exactly these. */
export const TOPICS: readonly string[] = [...readers.keys()];
