import { expect, it } from 'vitest';
import { axeFindings } from './support/admin-browser.ts';
import { visitInEachTest } from './support/hooks.ts';

const here = visitInEachTest();

it('a contact that was made is logged, and stands in the history', async () => {
  const { page, open } = here;
  await open('/carts/c2');
  await page.getByRole('button', { name: 'Log contact' }).click();
  await page.getByLabel('Channel').selectOption('Phone');
  await page.getByLabel('Answer').selectOption('Negative');
  await page.getByLabel('Reason for the abandonment').selectOption('Price');
  await page.getByLabel('Notes').fill('Too dear for now');
  await page.getByLabel('Next attempt').fill('2026-12-01T09:30');
  const dialog = await axeFindings(page);
  await page.getByRole('button', { name: 'Save contact' }).click();
  await page.getByRole('listitem').filter({ hasText: 'Too dear for now' }).waitFor();

  expect(dialog).toEqual([]);
  expect(here.server.state.contacts[0]).toMatchObject({
    cartId: 'c2',
    channel: 'phone',
    reached: true,
    answer: 'negative',
    reason: 'price',
    // The store's clock is that of São Paulo.
    nextAttemptAt: '2026-12-01T12:30:00.000Z',
  });
});

it('an e-mail to somebody who bought is a question first, and goes when it is confirmed', async () => {
  const { page, open } = here;
  await open('/carts/c4');
  await page.getByRole('button', { name: 'Write e-mail' }).click();
  const dialog = page.getByRole('dialog');
  await expect.poll(() => dialog.getByLabel('Text').inputValue(), { timeout: 10_000 }).not.toBe('');
  const text = await dialog.getByLabel('Text').inputValue();
  const found = await axeFindings(page);
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await dialog.getByText('This shopper has already bought. Send anyway?').waitFor();
  const sentBefore = here.server.state.sent.length;
  await dialog.getByRole('button', { name: 'Send anyway' }).click();
  await page.getByText('The e-mail is on its way').waitFor();

  expect(found).toEqual([]);
  expect(text).toContain('Olá, Marina!');
  expect(text).toContain('https://retorno.example/r/c4');
  expect(sentBefore).toBe(0);
  expect(here.server.state.sent).toMatchObject([{ channel: 'email', confirm: true }]);
});

it('a cart is closed by hand after a question', async () => {
  const { page, open } = here;
  await open('/carts/c1');
  await page.getByRole('button', { name: 'Close cart' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close cart' }).click();
  await page.getByText('closed by hand').waitFor();

  expect(here.server.state.carts[0]).toMatchObject({ state: 'closed', closedReason: 'by_hand' });
});

it('every check of the decision can be read', async () => {
  const { page, open } = here;
  await open('/carts/c1');
  await page.getByRole('button', { name: 'Show all 5 checks' }).click();
  await page.getByText('The store is active.').waitFor();

  expect(await page.locator('.checks li').count()).toBe(5);
});

it('the list is filtered, turned page by page, and exported with the same filters', async () => {
  const { page, open } = here;
  await open('/carts?tab=all');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('cell', { name: /^Rafael Nogueira/ }).waitFor();
  await page.getByLabel('Shopper').fill('Bruno');
  await page.getByText('Tênis de corrida Vento Norte').waitFor();
  await page.getByRole('cell', { name: /^Rafael Nogueira/ }).waitFor({ state: 'detached' });
  await page.getByLabel('Period').selectOption('Last 30 days');
  await page.waitForURL(/period=month/);
  const csv = page.getByRole('link', { name: 'Export CSV' });
  await expect
    .poll(() => csv.getAttribute('href'))
    .toMatch(/^\/api\/v1\/carts\.csv\?from=\d{4}-\d\d-\d\dT03%3A00%3A00\.000Z&q=Bruno$/);

  expect(new URL(page.url()).searchParams.has('cursor')).toBe(false);
});

it('sorted by total, the filters that cannot be combined are left out', async () => {
  const { page, open } = here;
  await open('/carts?q=Ana&who=registered');
  await page.getByLabel('Sort by').selectOption('Highest total');
  await page.getByText('Sorted by total').waitFor();

  expect(new URL(page.url()).search).toBe('?sort=-total');
  expect(await page.getByLabel('Shopper').isDisabled()).toBe(true);
});

it('the actions of a row are reached by the keyboard alone', async () => {
  const { page, open } = here;
  await open('/carts');
  await page.getByRole('button', { name: 'Actions for Ana Souza' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Open WhatsApp' }).waitFor();
  const found = await axeFindings(page);
  await page.getByRole('menuitem', { name: 'Log contact' }).press('Enter');
  await page.getByRole('dialog', { name: 'Log a contact' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  expect(found).toEqual([]);
});
