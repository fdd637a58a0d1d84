import { isRecord } from '../../src/core/privacy/projection.ts';
import type {
  Calls,
  Connect,
  ConnectAnswer,
  ConnectRequest,
  Granted,
  Sent,
} from '../../src/ports/platform-work.ts';
import { shopUrl } from './shop-url.ts';

/**
 * WooCommerce's own way to hand out keys: the merchant approves on a page of the shop, the shop's server posts the
 * keys to us, and the browser comes back beside that. The post is not signed: it counts for nothing but the state in
 * `user_id`, and whoever connects the store proves the keys by calling the shop it began with.
 */
export const connect: Connect = {
  asks: 'shop',
  answersBy: 'call',
  stateIn: 'user_id',
  declined: (params) => params['success'] === '0',
  begin: (request) => begin(request),
  finish: (answer, calls) => finish(answer, calls),
};

const begin = ({ params, state, appUrl }: ConnectRequest): Sent => {
  const shop = shopNamed(params);
  if (shop === null) return { kind: 'refused', reason: 'that is not the address of a shop' };
  if (!appUrl.startsWith('https://'))
    return {
      kind: 'refused',
      reason: 'WooCommerce hands its keys to https addresses only, and APP_URL is none; connect with keys',
    };
  // The query form works with and without pretty permalinks.
  const to = new URL(`${shop}/`);
  to.search = new URLSearchParams({
    'wc-auth-version': '1',
    'wc-auth-route': 'authorize',
    app_name: 'Retorno',
    scope: 'read_write',
    user_id: state,
    return_url: `${appUrl}/connect/woocommerce/done`,
    callback_url: `${appUrl}/connect/woocommerce/callback`,
  }).toString();
  return { kind: 'redirect', to: to.href };
};

const finish = async ({ begun, body }: ConnectAnswer, calls: Calls): Promise<Granted> => {
  const named = shopNamed(begun);
  if (named === null || !isRecord(body)) return { kind: 'refused', reason: 'the shop sent no keys' };
  const consumerKey = keyIn(body['consumer_key'], 'ck_');
  const consumerSecret = keyIn(body['consumer_secret'], 'cs_');
  if (consumerKey === null || consumerSecret === null)
    return { kind: 'refused', reason: 'the shop sent no keys' };
  if (body['key_permissions'] !== 'read_write')
    return { kind: 'refused', reason: 'the keys may not write, so no webhook and no coupon can be made' };
  const url = await canonical(named, calls);
  const credentials = { kind: 'woocommerce_keys', consumerKey, consumerSecret } as const;
  return { kind: 'granted', externalKey: url, url, credentials };
};

/** People type an address without https, and with a page of the shop behind it. */
const shopNamed = (params: Readonly<Record<string, string>>): string | null => {
  const typed = params['shop']?.trim() ?? '';
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(address) || new URL(address).username !== '') return null;
  const url = shopUrl(address);
  return url === null ? null : url.replace(/\/(wp-admin|wp-login\.php)(\/.*)?$/, '');
};

/**
 * Where the shop's API is: people leave out `www`, or type http. Calls follow no redirect, for they carry the keys; this
 * one carries none, and its answer is taken only where it stays with the same name.
 */
const canonical = async (shop: string, { fetch }: Calls): Promise<string> => {
  const answer = await fetch({ url: `${shop}/?rest_route=/&_fields=home`, timeoutMs: 10_000 });
  const location = answer.kind === 'answered' ? answer.headers.get('location') : null;
  if (location === null || !URL.canParse(location, shop)) return shop;
  const moved = new URL(location, shop);
  const known = new URL(shop);
  const isSame = bare(moved.hostname) === bare(known.hostname) && moved.port === known.port;
  const isNoWeaker = moved.protocol === 'https:' || known.protocol === 'http:';
  return isSame && isNoWeaker ? (shopUrl(moved.origin + known.pathname) ?? shop) : shop;
};

const bare = (hostname: string): string => hostname.replace(/^www\./, '');

const keyIn = (value: unknown, prefix: string): string | null =>
  typeof value === 'string' && value.startsWith(prefix) && /^\w{10,100}$/.test(value) ? value : null;
