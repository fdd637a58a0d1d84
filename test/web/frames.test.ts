import { join } from 'node:path';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Platform } from '../../src/core/words/vocabulary.ts';
import { createFindEmbedded } from '../../src/http/admin/embedded-page.ts';
import { axeFindings, DESK, scrollsSideways } from './support/admin-browser.ts';
import { startAdminServer, type AdminServer } from './support/admin-server.ts';
import { openAdminBrowser } from './support/hooks.ts';

/** The admin inside the other platforms' admins, each played by a page that says what the real one says. */
const SHOP = 'https://shop.example';

const embeddingOf = (platform: Platform, ancestor: string) => ({
  platform,
  embedding: { readToken: async () => null, ancestors: () => [ancestor] },
});

const findEmbedded = createFindEmbedded({
  adapters: [
    embeddingOf('woocommerce', SHOP),
    embeddingOf('nuvemshop', 'https://admin.nuvemshop.example'),
    embeddingOf('wix', 'https://manage.wix.com'),
  ],
  stores: { findByKey: async (_, key) => (key === SHOP ? ({ externalKey: SHOP } as never) : null) },
});

const admin = openAdminBrowser();

let server: AdminServer;
let context: BrowserContext;
let page: Page;
let complaints: string[];
beforeEach(async () => {
  server = await startAdminServer(admin.files, new Date(), findEmbedded);
  context = await admin.browser.newContext({ viewport: DESK, locale: 'en-US' });
  await context.route(`${APP_ORIGIN}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const response = await route.fetch({ url: new URL(pathname + search, server.url).href, maxRedirects: 0 });
    await route.fulfill({ response });
  });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 401'))
      complaints.push(message.text());
  });
});
afterEach(async () => {
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await context.close();
  await server.close();
});

const APP_ORIGIN = 'https://retorno.example';
/** Two cores may be shared by much else. */
const LIMIT = { timeout: 60_000 };

/** `script` runs in the page around; it knows the frame as `frame`. */
const embed = async (around: string, query: string, script: string): Promise<FrameLocator> => {
  await context.route(`${around}/**`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Around</title>
        <style>html, body, iframe { margin: 0; border: 0; width: 100%; height: 100vh; }</style>
        <iframe title="app"></iframe>
        <script>
          const frame = document.querySelector('iframe');
          const heard = [];
          ${script}
          frame.src = '${APP_ORIGIN}/admin?${query}';
        </script>`,
    }),
  );
  await page.goto(`${around}/admin`);
  const app = page.frameLocator('iframe[title=app]');
  await app.getByRole('heading', { level: 1 }).waitFor();
  return app;
};

const frameAddress = (): string =>
  page
    .frames()
    .find((one) => one.url().startsWith(APP_ORIGIN))
    ?.url() ?? '';

const look = async (name: string): Promise<void> => {
  const folder = process.env['SCREENSHOTS'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
};

describe('inside Nuvemshop', LIMIT, () => {
  /** Nexo as the admin speaks it: a token for each question, and where the app is. */
  const NEXO = `
    let tokens = 0;
    window.addEventListener('message', ({ data, source }) => {
      if (source !== frame.contentWindow) return;
      heard.push(data);
      const answer = (payload) => source.postMessage({ type: data.type, payload }, '*');
      if (data.type === 'app/connected') answer(undefined);
      if (data.type === 'app/auth/sessionToken') answer({ token: 'nexo-' + (tokens += 1) });
    });
    window.go = (path) => frame.contentWindow.postMessage({ type: 'app/navigate/sync', payload: { path } }, '*');
    window.heard = heard;
  `;

  it('each call carries a token of its own, and the admin around learns that we are ready and where we are', async () => {
    const app = await embed('https://admin.nuvemshop.example', 'frame=nuvemshop&locale=es', NEXO);
    await app.getByRole('heading', { level: 1, name: 'Resumen' }).waitFor();
    await page.evaluate(`go('/carts')`);
    await app.getByRole('heading', { level: 1, name: 'Carritos' }).waitFor();
    const heard = (await page.evaluate('heard')) as { type: string; payload?: { pathname?: string } }[];
    expect(heard.map(({ type }) => type)).toContain('app/ready');
    expect(
      heard.filter(({ type }) => type === 'app/navigate/sync').map(({ payload }) => payload?.pathname),
    ).toEqual(['/', '/carts']);
    const given = server.authorizations;
    expect(given.length).toBeGreaterThan(2);
    expect(given.every((one) => one?.startsWith('Bearer nexo-') === true)).toBe(true);
    expect(new Set(given).size).toBe(given.length);
    await look('nuvemshop');
    expect([await axeInFrame(), complaints]).toEqual([[], []]);
  });

  it('hears nobody but the admin around', async () => {
    const app = await embed('https://admin.nuvemshop.example', 'frame=nuvemshop&locale=en', NEXO);
    const frame = page.frames().find((one) => one.url().startsWith(APP_ORIGIN));
    await frame?.evaluate(`postMessage({ type: 'app/navigate/sync', payload: { path: '/settings' } }, '*')`);
    await page.evaluate(`go('//evil.example'); go('/tasks')`);
    await app.getByRole('heading', { level: 1, name: 'Tasks' }).waitFor();
    expect(frameAddress()).toMatch(/\/admin\/tasks/);
  });
});

const launch = (life: number, name: string): string => {
  const payload = Buffer.from(JSON.stringify({ name, iat: 1_000, exp: 1_000 + life })).toString('base64url');
  return `v1.${payload}.proof`;
};
const plugin = (token: string | null) => `
  window.addEventListener('message', ({ data, source }) => {
    if (source !== frame.contentWindow || data.type !== 'retorno:launch?') return;
    heard.push(data);
    source.postMessage({ type: 'retorno:launch', token: ${JSON.stringify(token)} }, '${APP_ORIGIN}');
  });
  window.heard = heard;
`;
const query = (token: string): string =>
  `frame=wordpress&shop=${encodeURIComponent(SHOP)}&launch=${token}&locale=pl`;

describe('inside WordPress', LIMIT, () => {
  it('the launch lets calls in, and leaves the address at once', async () => {
    const first = launch(300, 'first');
    const app = await embed(SHOP, query(first), plugin(null));
    await app.getByRole('link', { name: 'Koszyki' }).click();
    await app.getByRole('heading', { level: 1, name: 'Koszyki' }).waitFor();
    expect(new Set(server.authorizations)).toEqual(new Set([`Bearer ${first}`]));
    expect(frameAddress()).not.toContain('launch');
    expect(await page.evaluate('heard.length')).toBe(0);
    await look('wordpress');
    expect([await axeInFrame(), complaints]).toEqual([[], []]);
  });

  it('the plugin’s page is asked for the next launch before one ends', async () => {
    await embed(SHOP, query(launch(30, 'short')), plugin(launch(300, 'next')));
    expect(new Set(server.authorizations)).toEqual(new Set([`Bearer ${launch(300, 'next')}`]));
  });

  it('who is no longer signed in to WordPress is told to open it again', async () => {
    server.signOut();
    const app = await embed(SHOP, query(launch(30, 'short')), plugin(null));
    expect(await app.getByRole('heading', { level: 1 }).textContent()).toBe('Sesja zakończona');
  });
});

describe('inside Wix', LIMIT, () => {
  it('the instance lets calls in, and leaves the address at once', async () => {
    const app = await embed('https://manage.wix.com', 'frame=wix&instance=sig.payload&locale=pt', '');
    await app.getByRole('heading', { level: 1, name: 'Visão geral' }).waitFor();
    expect(new Set(server.authorizations)).toEqual(new Set(['Bearer sig.payload']));
    expect(frameAddress()).not.toContain('instance');
    await look('wix');
    expect([await axeInFrame(), complaints]).toEqual([[], []]);
  });
});

/** Both the page and what stands in it. */
const axeInFrame = async (): Promise<string[]> => {
  const frame = page.frames().find((one) => one.url().startsWith(APP_ORIGIN));
  if (frame === undefined) return ['no frame'];
  const findings = await axeFindings(frame);
  return (await scrollsSideways(frame)) ? [...findings, 'scrolls sideways'] : findings;
};
