import { createHmac } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { OLD_SHOPIFY_SECRET, SHOPIFY_SECRET, WOO_SECRET, type World } from '../support/world.ts';

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- what came over the wire
  readonly body: any;
};

export type Ask = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array | object;
  readonly key?: string;
};

/** One request over a connection of its own, redirects not followed, nothing added that was not asked for. */
export const call = (url: string, { method = 'GET', headers = {}, body, key }: Ask = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const bytes =
      body === undefined || body instanceof Uint8Array || typeof body === 'string'
        ? body
        : JSON.stringify(body);
    const request = httpRequest(
      url,
      {
        method,
        agent: false,
        headers: {
          ...(key ? { authorization: `Bearer ${key}` } : {}),
          ...(headers as Record<string, string>),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: parse(text) });
        });
      },
    );
    request.on('error', reject);
    request.end(bytes);
  });

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

export const hmac = (
  secret: string,
  body: string | Uint8Array,
  encoding: 'base64' | 'hex' = 'base64',
): string => createHmac('sha256', secret).update(body).digest(encoding);

let webhookIds = 0;

export const shopifyHeaders = (
  body: string | Uint8Array,
  over: Record<string, string> = {},
): Record<string, string> => ({
  'content-type': 'application/json',
  'x-shopify-topic': 'checkouts/update',
  'x-shopify-shop-domain': 'loja.myshopify.com',
  'x-shopify-webhook-id': `webhook-${(webhookIds += 1)}`,
  'x-shopify-hmac-sha256': hmac(SHOPIFY_SECRET, body),
  ...over,
});

export const pluginHeaders = (
  world: World,
  body: string,
  over: Record<string, string> = {},
): Record<string, string> => {
  const timestamp = over['x-retorno-timestamp'] ?? String(Math.floor(world.clock.now().getTime() / 1000));
  return {
    'content-type': 'application/json',
    'x-retorno-timestamp': timestamp,
    'x-retorno-signature': `v1=${hmac(WOO_SECRET, `${timestamp}.${body}`, 'hex')}`,
    ...over,
  };
};

export { OLD_SHOPIFY_SECRET, SHOPIFY_SECRET, WOO_SECRET };
