import { shopDomain, shopUrl } from '../../adapters/index.ts';
import type { Platform } from '../core/words/vocabulary.ts';
import type { Credentials } from '../ports/adapter.ts';
import { textOf, type CommandInput } from './command.ts';

/** Which shop it is and how we may speak to its platform. */
export type Identity = {
  readonly externalKey: string | null;
  readonly name: string | null;
  readonly url: string | null;
  readonly credentials: Credentials;
  readonly webhookSecret: string | null;
};

type Reading =
  | ({ readonly kind: 'identity' } & Identity)
  | { readonly kind: 'wrong'; readonly message: string };

export type ShopifyClient = { readonly clientId: string; readonly clientSecret: string } | null;

export const readIdentity = (platform: Platform, input: CommandInput, client: ShopifyClient): Reading => {
  switch (platform) {
    case 'shopify': {
      return readShopify(input, client);
    }
    case 'woocommerce': {
      return readWooCommerce(input);
    }
    case 'nuvemshop': {
      return readNuvemshop(input);
    }
    case 'wix': {
      const instanceId = textOf(input, 'instance-id');
      return instanceId === null
        ? wrong('--instance-id is missing')
        : identity({ externalKey: instanceId, credentials: { kind: 'wix_instance', instanceId } });
    }
    case 'custom': {
      return readCustom(input);
    }
  }
};

const readShopify = (input: CommandInput, client: ShopifyClient): Reading => {
  const domain = shopDomain(textOf(input, 'domain') ?? '');
  if (domain === null) return wrong('--domain is the shop’s x.myshopify.com name');
  const url = `https://${domain}`;
  const accessToken = textOf(input, 'access-token');
  if (accessToken !== null)
    return identity({ externalKey: domain, url, credentials: { kind: 'shopify_token', accessToken } });
  return input.values['client-credentials'] === true && client !== null
    ? identity({ externalKey: domain, url, credentials: { kind: 'shopify_client', ...client } })
    : identity({ externalKey: domain, url });
};

const readWooCommerce = (input: CommandInput): Reading => {
  const url = shopUrl(textOf(input, 'url') ?? '');
  if (url === null) return wrong('--url is the shop’s address, with http:// or https://');
  const consumerKey = textOf(input, 'consumer-key');
  const consumerSecret = textOf(input, 'consumer-secret');
  if (consumerKey === null || consumerSecret === null)
    return wrong('--consumer-key and --consumer-secret are missing');
  const webhookSecret = textOf(input, 'webhook-secret');
  const credentials = { kind: 'woocommerce_keys', consumerKey, consumerSecret } as const;
  const name = textOf(input, 'name') ?? new URL(url).host;
  return identity({ externalKey: url, name, url, credentials, webhookSecret });
};

const readNuvemshop = (input: CommandInput): Reading => {
  const storeId = textOf(input, 'store-id');
  const accessToken = textOf(input, 'access-token');
  if (storeId === null || !/^\d{1,20}$/.test(storeId)) return wrong('--store-id is the shop’s number');
  if (accessToken === null) return wrong('--access-token is missing');
  return identity({ externalKey: storeId, credentials: { kind: 'nuvemshop_token', accessToken } });
};

/** The address is where shoppers are led whose cart no link of the shop's own restores. */
const readCustom = (input: CommandInput): Reading => {
  const name = textOf(input, 'name');
  if (name === null) return wrong('--name is missing');
  const given = textOf(input, 'url');
  const url = given === null ? null : shopUrl(given);
  return given !== null && url === null
    ? wrong('--url is the shop’s address, with http:// or https://')
    : identity({ externalKey: null, name, url });
};

const identity = (known: Partial<Identity>): Reading => ({
  kind: 'identity',
  externalKey: null,
  name: null,
  url: null,
  credentials: { kind: 'none' },
  webhookSecret: null,
  ...known,
});

const wrong = (message: string): Reading => ({ kind: 'wrong', message });
