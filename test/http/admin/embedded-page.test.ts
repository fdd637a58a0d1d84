import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdminFile } from '../../../src/http/admin/admin-files.ts';
import { openWorld, type World } from '../../support/world.ts';
import { call } from '../call.ts';

const file = (text: string): AdminFile => ({
  type: 'text/html; charset=utf-8',
  body: Buffer.from(text),
  gzipped: null,
  neverChanges: false,
});

const PAGE =
  '<!doctype html><html><head><meta charset="utf-8" /><script src="/admin/a.js"></script></head></html>';

let world: World;
beforeAll(async () => {
  const adminFiles = new Map([
    ['index.html', file(PAGE)],
    ['mail.html', file('<p>mail</p>')],
    ['a.js', file('1')],
  ]);
  world = await openWorld({}, { adminFiles });
});
afterAll(() => world.close());

const get = async (path: string) => {
  const { headers, text, status } = await call(`${world.url}${path}`);
  return { status, text, policy: String(headers['content-security-policy']), headers };
};
const EMBEDDED = 'shop=loja.myshopify.com&host=YWRtaW4&embedded=1';

describe('the admin’s page inside Shopify', () => {
  it.each(['/admin', '/admin/', '/admin/carts', '/admin/automation/x/y'])(
    'at %s may be framed by that shop and Shopify’s admin, and by nobody else',
    async (path) => {
      const { status, policy, headers } = await get(`${path}?${EMBEDDED}`);
      expect(status).toBe(200);
      expect(policy).toContain('frame-ancestors https://loja.myshopify.com https://admin.shopify.com');
      expect(policy.endsWith('https://admin.shopify.com')).toBe(true);
      expect(headers['x-frame-options']).toBeUndefined();
    },
  );

  it('is reached from the root, which leads there with all that was said and under the same policy', async () => {
    const { status, policy, headers } = await get(`/?${EMBEDDED}`);
    expect([status, headers['location'], headers['x-frame-options']]).toEqual([
      302,
      `/admin?${EMBEDDED}`,
      undefined,
    ]);
    expect(policy).toContain('frame-ancestors https://loja.myshopify.com https://admin.shopify.com');
    const elsewhere = await get('/?shop=loja.example&embedded=1');
    expect([elsewhere.status, elsewhere.headers['x-frame-options']]).toEqual([302, 'DENY']);
    expect(elsewhere.policy).toContain("frame-ancestors 'none'");
  });

  it('begins with App Bridge, before any other script, beside the app’s key', async () => {
    const { text } = await get(`/admin?${EMBEDDED}`);
    const head = text.slice(text.indexOf('<head>'));
    const scripts = [...head.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    expect(scripts[0]).toBe('<script src="https://cdn.shopify.com/shopifycloud/app-bridge.js">');
    expect(head.indexOf('<meta name="shopify-api-key" content="key" />')).toBeLessThan(
      head.indexOf('<script'),
    );
    expect(head).toContain('<meta name="retorno-frame" content="shopify" />');
  });

  it('allows scripts from App Bridge’s origin and from nowhere else, and nothing inline', async () => {
    const { policy } = await get(`/admin?${EMBEDDED}`);
    expect(policy).toContain("script-src 'self' https://cdn.shopify.com;");
    expect(policy).toContain("default-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it('shows mails in a frame inside the frame', async () => {
    const { policy, headers } = await get(`/admin/mail.html?${EMBEDDED}`);
    expect(policy).toContain("frame-ancestors 'self' https://loja.myshopify.com https://admin.shopify.com;");
    expect(policy).toContain('sandbox allow-same-origin');
    expect(headers['x-frame-options']).toBeUndefined();
  });

  it('is reached from the root, where Shopify opens the app', async () => {
    const { status, headers } = await get(`/?${EMBEDDED}&id_token=a.b.c`);
    expect([status, headers['location']]).toEqual([302, `/admin?${EMBEDDED}&id_token=a.b.c`]);
    expect((await get('/')).headers['location']).toBe('/admin');
  });

  it('shows nobody anything: no data stands in it', async () => {
    expect((await get(`/admin?${EMBEDDED}`)).text).not.toContain('loja');
  });
});

describe('the admin’s page elsewhere', () => {
  it.each([
    ['alone', ''],
    ['without a frame', 'shop=loja.myshopify.com'],
    ['for what is no shop', 'shop=evil.example&embedded=1&host=x'],
    ['for a name that only begins like a shop', 'shop=loja.myshopify.com.evil.example&embedded=1'],
    [
      'for a shop and more',
      `shop=${encodeURIComponent('loja.myshopify.com https://evil.example')}&embedded=1`,
    ],
    ['for a shop with a new header', `shop=${encodeURIComponent('loja.myshopify.com;\r\nx: y')}&embedded=1`],
    ['for a shop in an unknown frame', 'frame=shopify&shop=loja.myshopify.com'],
    ['of a platform that is off', 'frame=nuvemshop'],
    ['of WordPress at a shop that is not connected', 'frame=wordpress&shop=https%3A%2F%2Fevil.example'],
  ])('%s may be framed by nobody', async (_, query) => {
    const { status, text, policy, headers } = await get(`/admin?${query}`);
    expect([status, text]).toEqual([200, PAGE]);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('cdn.shopify.com');
    expect(headers['x-frame-options']).toBe('DENY');
  });

  it('stays what it is for its scripts', async () => {
    const { policy, headers } = await get(`/admin/a.js?${EMBEDDED}`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers['x-frame-options']).toBe('DENY');
  });
});
