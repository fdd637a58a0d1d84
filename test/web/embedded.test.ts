import { join } from 'node:path';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openShopify, sessionToken, type ShopifyPlatform } from '../support/shopify-platform.ts';
import { openWorld, type World } from '../support/world.ts';
import { DESK, PHONE } from './support/admin-browser.ts';
import { openAdminBrowser } from './support/hooks.ts';

/** The admin inside Shopify's: the app's own server, App Bridge and the page around it played by the browser. */
const admin = openAdminBrowser();

let world: World;
let platform: ShopifyPlatform;
let context: BrowserContext;
let page: Page;
let complaints: string[];
let tokens: number;
let now: () => Date;
beforeEach(async () => {
  now = () => new Date('2026-11-21T12:00:00Z');
  platform = await openShopify(() => now());
  world = await openWorld({}, { fetch: platform.fetch, adminFiles: admin.files });
  now = world.clock.now;
  complaints = [];
  tokens = 0;
  context = await admin.browser.newContext({ viewport: DESK, locale: 'en-US' });
  await context.exposeFunction('mintToken', () => {
    tokens += 1;
    // Each is of its own second, so that none is like another, and each is over before long.
    world.clock.forward(1_000);
    return sessionToken(now());
  });
  await context.route('https://cdn.shopify.com/shopifycloud/app-bridge.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: APP_BRIDGE }),
  );
  // Browsers keep public pages from addresses of this machine, so the app has a public name here.
  await context.route(`${APP_ORIGIN}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const response = await route.fetch({ url: world.url + pathname + search, maxRedirects: 0 });
    await route.fulfill({ response });
  });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
});
afterEach(async () => {
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await context.close();
  await world.close();
  await platform.close();
});

const APP_ORIGIN = 'https://retorno.example';

/** As the real one does: a token per call from the admin around, and a click in its menu told as an event. */
const APP_BRIDGE = `
  window.shopify = { idToken: () => window.mintToken() };
  customElements.define('s-app-nav', class extends HTMLElement {});
`;

const QUERY = 'shop=loja.myshopify.com&host=YWRtaW4&embedded=1&locale=pt-BR';

/** A page of another origin with the app in a frame. */
const embed = async (origin: string, path = '/admin', query = QUERY): Promise<FrameLocator> => {
  await context.route(`${origin}/**`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Around</title>
        <style>html, body, iframe { margin: 0; border: 0; width: 100%; height: 100vh; }</style>
        <iframe title="app" src="${APP_ORIGIN}${path}?${query}&id_token=${sessionToken(now())}"></iframe>`,
    }),
  );
  await page.goto(`${origin}/store/loja/apps/retorno`);
  return page.frameLocator('iframe[title=app]');
};

/** Two cores may be shared by much else. */
const LIMIT = { timeout: 60_000 };

describe('the admin inside Shopify', LIMIT, () => {
  it('opens for a shop that just installed it, in the language of the admin around, without asking for anything', async () => {
    const app = await embed('https://admin.shopify.com');
    await app.getByRole('heading', { level: 1, name: 'Visão geral' }).waitFor();
    const menu = await app
      .locator('s-app-nav s-link')
      .evaluateAll((links) => links.map((link) => [link.getAttribute('href'), link.getAttribute('rel')]));
    expect(menu.slice(0, 3)).toEqual([
      ['/admin', 'home'],
      ['/admin/carts', null],
      ['/admin/shoppers', null],
    ]);
    expect(await app.locator('s-app-nav').isVisible()).toBe(false);
    expect(await app.locator('input[type=password], input[name=shop]').count()).toBe(0);
    expect(await world.store.stores.findByKey('shopify', 'loja.myshopify.com')).toMatchObject({
      name: 'Loja da Ana',
    });
    expect(complaints).toEqual([]);
    await look('shopify');
  });

  it('asks for a fresh token before each call, and keeps none in its address', async () => {
    const app = await embed('https://admin.shopify.com');
    await app.getByRole('heading', { level: 1 }).waitFor();
    const calls: string[] = [];
    page.on('request', (request) => {
      const token = request.headers()['authorization'];
      if (request.url().includes('/api/v1/') && token !== undefined) calls.push(token);
    });
    const before = tokens;
    // Older than any token lives.
    world.clock.forward(10 * 60_000);
    await app.locator('s-app-nav s-link[href="/admin/carts"]').evaluate(CLICK_IN_MENU);
    await app.getByRole('heading', { level: 1, name: 'Carrinhos' }).waitFor();
    await expect.poll(() => calls.length).toBeGreaterThan(0);
    expect(new Set(calls).size).toBe(calls.length);
    expect(tokens - before).toBeGreaterThanOrEqual(calls.length);
    const frame = page.frames().find((one) => one.url().startsWith(APP_ORIGIN));
    expect(frame?.url()).toBe(`${APP_ORIGIN}/admin/carts`);
    expect(complaints).toEqual([]);
  });

  it('shows how a mail will look, in a frame of its own inside the frame', async () => {
    const app = await embed('https://admin.shopify.com', '/admin/automation/abandoned_cart/0');
    const [flow] = await flowsOf();
    expect(flow).toBeDefined();
    const step = flow!.steps[0]!.id;
    await embed('https://admin.shopify.com', `/admin/automation/abandoned_cart/${step}`);
    await app.frameLocator('iframe.mail').getByRole('link').first().waitFor();
    // The sample's pictures lie where nothing is reached from here.
    expect(complaints.filter((one) => !one.includes('ERR_NAME_NOT_RESOLVED'))).toEqual([]);
  });

  it('hands out files though no cookie opens them', async () => {
    const app = await embed('https://admin.shopify.com', '/admin/carts');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      app.getByRole('button', { name: 'Exportar CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('carts.csv');
  });

  it('says where to go when the shop’s token is not taken', async () => {
    platform.shop.isInstalled = false;
    const app = await embed('https://admin.shopify.com');
    await app.getByRole('heading', { level: 1, name: 'Sua sessão terminou' }).waitFor();
    expect(await app.getByText('retorno login-link').count()).toBe(0);
  });

  it.each(['https://evil.example', 'https://other.myshopify.com'])(
    'stands in no frame of %s',
    async (origin) => {
      const app = await embed(origin);
      await expect.poll(() => complaints.join()).toContain('frame-ancestors');
      expect(await app.getByRole('heading').count()).toBe(0);
    },
  );

  it('fits a phone', async () => {
    await page.setViewportSize(PHONE);
    const app = await embed('https://admin.shopify.com', '/admin/carts');
    await app.getByRole('heading', { level: 1, name: 'Carrinhos' }).waitFor();
    const frame = page.frames().find((one) => one.url().startsWith(APP_ORIGIN));
    expect(await frame?.evaluate('document.documentElement.scrollWidth > window.innerWidth')).toBe(false);
    await look('shopify-phone');
  });
});

/** For people: what the frames look like, where somebody asks for it. */
const look = async (name: string): Promise<void> => {
  const folder = process.env['SCREENSHOTS'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
};

const flowsOf = async () => {
  await expect.poll(async () => world.store.stores.findByKey('shopify', 'loja.myshopify.com')).not.toBeNull();
  const store = (await world.store.stores.findByKey('shopify', 'loja.myshopify.com'))!;
  return (await world.store.flows.list(store.id)).filter(({ kind }) => kind === 'abandoned_cart');
};

/** What App Bridge does with a click in Shopify's menu. */
const CLICK_IN_MENU = (link: { dispatchEvent: (event: Event) => unknown }): void => {
  link.dispatchEvent(new CustomEvent('shopify:navigate', { bubbles: true }));
};
