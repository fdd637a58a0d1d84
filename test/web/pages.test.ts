import { describe, expect, it } from 'vitest';
import { axeFindings, DESK, PHONE, scrollsSideways, visit } from './support/admin-browser.ts';
import { openAdminBrowser } from './support/hooks.ts';

const PAGES = {
  overview: { path: '/', shows: 'Recovered revenue' },
  carts: { path: '/carts', shows: 'Caneca esmaltada azul 350 ml' },
  'all carts': { path: '/carts?tab=all', shows: 'Pending payment' },
  'a search that finds nothing': { path: '/carts?q=zzz', shows: 'No carts match these filters' },
  cart: { path: '/carts/c1', shows: 'The shopper got 1 message in the last 20 hours' },
  'recovered cart': { path: '/carts/c5', shows: 'Click on our link' },
  shoppers: { path: '/shoppers', shows: 'Ana Souza' },
  tasks: { path: '/tasks', shows: 'Call after lunch' },
  automation: { path: '/automation', shows: 'Reminder 1: after the cart was abandoned' },
  'text of a reminder': { path: '/automation/abandoned_cart/s1', shows: 'The built-in text is used' },
  campaigns: { path: '/campaigns', shows: 'Novembro' },
  'a new campaign': { path: '/campaigns/new', shows: '202 of them would be written to now' },
  'one campaign': { path: '/campaigns/k1', shows: 'Stop for good' },
  settings: { path: '/settings', shows: 'Only with consent' },
  reconciliation: { path: '/reconciliation', shows: 'Compare and repair' },
  'report of a reconciliation': { path: '/reconciliation/run2', shows: 'Order 5123456789014' },
  health: { path: '/health', shows: 'orders/create' },
  'an address that does not exist': { path: '/nowhere', shows: 'There is no such page' },
};

const admin = openAdminBrowser();

describe.each([
  ['desk', DESK],
  ['phone', PHONE],
])('at a %s', (_where, viewport) => {
  it.each(Object.entries(PAGES))(
    '%s shows what it is for, nothing cut off, axe and the console silent',
    async (_name, { path, shows }) => {
      const { page, open, leave, complaints } = await visit({ ...admin, options: { viewport } });
      await open(path);
      await page.getByText(shows).filter({ visible: true }).first().waitFor();
      const found = { axe: await axeFindings(page), sideways: await scrollsSideways(page) };
      await leave();

      expect({ ...found, complaints }).toEqual({ axe: [], sideways: false, complaints: [] });
    },
    30_000,
  );
});

it.each([
  { locale: 'pt-BR', heading: 'Carrinhos', lang: 'pt-BR', amount: 'R$ 244,30' },
  { locale: 'es-MX', heading: 'Carritos', lang: 'es', amount: 'R$' },
  { locale: 'pl-PL', heading: 'Koszyki', lang: 'pl', amount: 'R$' },
])(
  'a browser that asks for $locale reads it, and amounts as written there',
  async ({ locale, heading, lang, amount }) => {
    const { page, open, leave, complaints } = await visit({ ...admin, options: { locale } });
    await open('/carts');
    const total = await page.locator('td[data-number] strong').first().textContent();
    const shown = {
      heading: await page.getByRole('heading', { level: 1 }).textContent(),
      lang: await page.locator('html').getAttribute('lang'),
      axe: await axeFindings(page),
      sideways: await scrollsSideways(page),
    };
    await leave();

    expect(shown).toEqual({ heading, lang, axe: [], sideways: false });
    expect(total?.replaceAll('\u00a0', ' ')).toContain(amount);
    expect(complaints).toEqual([]);
  },
);

it.each(['/', '/carts'])(
  'the first load of %s stays light, and nothing comes from elsewhere',
  async (path) => {
    const { page, open, leave, server } = await visit(admin);
    const urls: string[] = [];
    page.on('response', (response) => urls.push(response.url()));
    await open(path);
    await leave();
    const loaded = await Promise.all(
      urls.map(async (url) => ({
        url,
        size: (await admin.files.get(new URL(url).pathname.replace('/admin/', ''))?.gzipped?.())?.length ?? 0,
      })),
    );
    const kilobytes = (ending: string): number =>
      loaded.filter(({ url }) => url.endsWith(ending)).reduce((sum, { size }) => sum + size, 0) / 1024;

    expect(kilobytes('.js')).toBeGreaterThan(50);
    expect(kilobytes('.js')).toBeLessThan(200);
    expect(kilobytes('.css')).toBeLessThan(60);
    expect(
      loaded.filter(({ url }) => !url.startsWith(new URL(server.url).origin) && !url.startsWith('data:')),
    ).toEqual([]);
  },
);
