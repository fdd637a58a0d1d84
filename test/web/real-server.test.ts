import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkAnswer } from '../../web/api/check-answer.ts';
import { launchChromium, launchTimeoutMs } from '../support/chromium.ts';
import { createServerProcess, type ServerProcess } from '../support/server-process.ts';
import { axeFindings, DESK, PHONE, scrollsSideways } from './support/admin-browser.ts';

/** The admin over the product itself, from signing in to a mail in the mailbox. */
let server: ServerProcess;
let browser: Browser;
let page: Page;
/** Answers that failed or are against the contract, and what the browser complained about. */
const complaints: string[] = [];

beforeAll(async () => {
  server = await createServerProcess({ SMTP_URL: 'mailbox:', MAIL_FROM: 'shop@example.com' });
  [browser] = await Promise.all([launchChromium(), server.start()]);
  const shop = ['--name', 'Loja da Ana', '--currency', 'BRL', '--locale', 'pt-BR', '--country', 'BR'];
  const { id } = await server.run<{ id: string }>('store', 'add', '--platform', 'custom', ...shop);
  const { key } = await server.run<{ key: string }>('api-key', 'create', '--store', id, '--scope', 'events');
  await feed(key);
  const { url } = await server.run<{ url: string }>('login-link', '--store', id);
  page = await signIn(url);
}, launchTimeoutMs);

afterAll(async () => {
  await browser.close();
  await server.dispose();
});

const signIn = async (url: string): Promise<Page> => {
  const context = await browser.newContext({ viewport: DESK, locale: 'en-US' });
  const signedIn = await context.newPage();
  signedIn.setDefaultTimeout(15_000);
  signedIn.on('pageerror', (error) => complaints.push(error.message));
  signedIn.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 409'))
      complaints.push(message.text());
  });
  await context.route('**/api/v1/**', async (route) => {
    const answer = await route.fetch();
    const call = {
      method: route.request().method().toLowerCase(),
      path: templateOf(new URL(answer.url()).pathname),
    };
    if (answer.ok()) check(call, await answer.json());
    await route.fulfill({ response: answer });
  });
  await signedIn.goto(url);
  return signedIn;
};

const check = (call: { method: string; path: string }, answer: unknown): void => {
  try {
    checkAnswer(call.method, call.path, answer);
  } catch (error) {
    complaints.push(String(error));
  }
};

/** `/api/v1/carts/01ab…/timeline` → `/carts/{id}/timeline`. */
const templateOf = (path: string): string =>
  path
    .replace('/api/v1', '')
    .replace(/^\/flows\/\w+/, '/flows/{kind}')
    .replace(/^\/(carts|deliveries)\/[^/]+/, '/$1/{id}');

const HOUR = 3_600_000;
const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

const cart = (id: string, name: string, total: string) => ({
  id: `event-${id}`,
  type: 'cart.updated',
  occurredAt: ago(2 * HOUR),
  cart: {
    id,
    name,
    email: `${id}@example.com`,
    phone: '+5511987654321',
    country: 'BR',
    locale: 'pt-BR',
    currency: 'BRL',
    total,
    lines: [
      {
        productId: '7',
        variantId: '71',
        title: `Caneca ${id}`,
        quantity: 2,
        unitPrice: '45.00',
        available: true,
      },
    ],
    returnUrl: `https://shop.example/cart/${id}`,
    startedAt: ago(3 * HOUR),
    consent: { email: 'in' },
  },
});

const feed = async (key: string): Promise<void> => {
  const answer = await fetch(`${server.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events: [cart('ana', 'Ana Souza', '90.00'), cart('bia', 'Bia Lima', '290.00')] }),
  });
  if (answer.status !== 202) throw new Error(await answer.text());
};

const open = async (path: string): Promise<void> => {
  await page.goto(`${server.url}/admin${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
};

const mails = async (): Promise<{ to: string; subject: string; text: string }[]> => {
  const { items } = (await (await fetch(`${server.url}/mailbox.json`)).json()) as {
    items: { to: string; subject: string; text: string }[];
  };
  return items;
};

it.each([
  ['desk', DESK],
  ['phone', PHONE],
])(
  'each page is shown by the real server at a %s, with answers as the contract says',
  async (_, viewport) => {
    await page.setViewportSize(viewport);
    const seen: Record<string, unknown[]> = {};
    for (const path of [
      '/',
      '/carts',
      '/carts?tab=all',
      '/shoppers',
      '/tasks',
      '/automation',
      '/settings',
      '/health',
    ]) {
      await open(path);
      seen[path] = [...(await axeFindings(page)), ...((await scrollsSideways(page)) ? ['sideways'] : [])];
    }
    await page.setViewportSize(DESK);

    expect(Object.values(seen).flat()).toEqual([]);
    expect(complaints).toEqual([]);
  },
  60_000,
);

it('a contact with a next attempt becomes a task', async () => {
  await open('/carts?tab=all');
  await page.getByRole('link', { name: 'Caneca ana' }).click();
  await page.getByRole('button', { name: 'Log contact' }).click();
  await page.getByLabel('Notes').fill('Asked about shipping');
  await page.getByLabel('Next attempt').fill('2026-01-02T10:00');
  await page.getByRole('button', { name: 'Save contact' }).click();
  await page.getByText('Asked about shipping').first().waitFor();
  await open('/tasks');
  await page.getByRole('link', { name: 'Ana Souza' }).waitFor();

  expect(complaints).toEqual([]);
}, 60_000);

it('the sender is entered, a reminder switched on, and a test mail arrives', async () => {
  await open('/automation');
  await page.getByRole('button', { name: 'Switch on: Abandoned cart' }).click();
  await page.getByText('Your legal name and postal address are missing').waitFor();
  await page.getByRole('link', { name: 'Open settings' }).click();
  await page.getByLabel('Legal name').fill('Loja da Ana Ltda.');
  await page.getByLabel('Postal address').fill('Rua A, 1');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await open('/automation');
  await page.getByRole('button', { name: 'Switch on: Abandoned cart' }).click();
  await page.getByText('Abandoned cart is on').waitFor();
  await page.getByRole('link', { name: 'Edit text of reminder 1' }).first().click();
  await page.frameLocator('iframe').getByText('Rua A, 1').waitFor();
  await page.getByLabel('Your e-mail address').fill('me@shop.example');
  await page.getByRole('button', { name: 'Send test' }).click();
  await page.getByText('A test mail is on its way to me@shop.example').waitFor();

  await expect
    .poll(async () => (await mails()).map(({ to }) => to), { timeout: 10_000 })
    .toContain('me@shop.example');
  expect(complaints).toEqual([]);
}, 60_000);

it('an e-mail by hand arrives with the way back to the cart', async () => {
  await open('/carts?tab=all');
  await page.getByRole('link', { name: 'Caneca bia' }).click();
  await page.getByRole('button', { name: 'Write e-mail' }).click();
  const dialog = page.getByRole('dialog');
  await expect.poll(() => dialog.getByLabel('Text').inputValue(), { timeout: 10_000 }).not.toBe('');
  await dialog.getByLabel('Subject').fill('Uma pergunta');
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('The e-mail is on its way').waitFor();

  await expect
    .poll(async () => (await mails()).map(({ subject }) => subject), { timeout: 10_000 })
    .toContain('Uma pergunta');
  const mail = (await mails()).find(({ subject }) => subject === 'Uma pergunta');
  expect(mail?.text).toContain(`${server.url}/r/`);
  expect(complaints).toEqual([]);
}, 60_000);

it('a text with an error is refused with its place, and signing out ends the session', async () => {
  await open('/automation');
  await page.getByRole('link', { name: 'Edit text of reminder 2' }).first().click();
  await page.getByRole('button', { name: 'Write own text' }).click();
  await page.getByLabel(/Text of block \d: Heading/).fill('{% for line in cart.lines %}');
  await page.getByText(/Line 1, column \d+: /).waitFor();
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();

  expect(await page.evaluate('fetch("/api/v1/me").then((answer) => answer.status)')).toBe(401);
}, 60_000);
