import { claimedBody, claimedId, claimedTopic } from '../../src/core/webhooks/claimed.ts';
import { headerOf } from '../../src/core/webhooks/header.ts';
import { fingerprint, isSignedBy } from '../../src/core/webhooks/signature.ts';
import type { Claims, Verification, WebhookRequest } from '../../src/ports/adapter.ts';

/**
 * Shopify's webhooks carry `X-Shopify-Hmac-Sha256`: base64 of the HMAC over the raw bytes with the app's secret.
 * The newer "events" family (headers without `X-`) is not ours and counts as unsigned. A rightly signed request
 * without a topic or shop is valid all the same: Shopify repeats for hours whatever is not answered 200.
 */
export const verify = (request: WebhookRequest): Verification => {
  const signature = headerOf(request.headers, 'x-shopify-hmac-sha256');
  if (signature === null) return { valid: false, reason: 'signature_missing' };
  const parts = [request.rawBody];
  if (!isSignedBy({ parts, signature, secrets: request.secrets, encoding: 'base64' })) {
    return { valid: false, reason: 'signature_wrong' };
  }
  return { valid: true, encoding: 'json', ...addressOf(request) };
};

const addressOf = ({ headers, rawBody }: WebhookRequest) => {
  const topic = headerOf(headers, 'x-shopify-topic')?.toLowerCase() ?? 'unknown';
  const storeKey = shopDomain(headerOf(headers, 'x-shopify-shop-domain') ?? '');
  // Equal on every repetition of one delivery. Without it, equal content is one delivery.
  const webhookId = headerOf(headers, 'x-shopify-webhook-id');
  const dedupeKey =
    webhookId !== null && webhookId.length <= 128 ? webhookId : fingerprint(topic, storeKey ?? '', rawBody);
  return { topic, storeKey, dedupeKey, ...addsOf(topic, headers) };
};

/** The one body that does not say when it happened is the one where it matters most. */
const addsOf = (topic: string, headers: WebhookRequest['headers']) => {
  const triggeredAt = topic === 'app/uninstalled' ? headerOf(headers, 'x-shopify-triggered-at') : null;
  return triggeredAt === null || triggeredAt.length > 64 ? {} : { adds: { [TRIGGERED_AT]: triggeredAt } };
};

/** The member of a stored body that holds the header. */
export const TRIGGERED_AT = 'retorno_triggered_at';

/** Tried before lower-casing: a Kelvin sign becomes a plain `k`. */
const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i;

/** The shop's permanent domain in lower case; null for anything that only looks like one. */
export const shopDomain = (given: string): string | null =>
  given.length <= 255 && SHOP_DOMAIN.test(given) ? given.toLowerCase() : null;

/** Of a request that is not proven. */
export const claims = ({ headers, rawBody }: WebhookRequest): Claims => {
  const topic = claimedTopic(headerOf(headers, 'x-shopify-topic'));
  return {
    storeKey: shopDomain(headerOf(headers, 'x-shopify-shop-domain') ?? ''),
    topic,
    orderId: topic.startsWith('orders/') ? claimedId(claimedBody(rawBody)['id']) : null,
  };
};
