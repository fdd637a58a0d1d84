import { expect, it } from 'vitest';
import { axeFindings, PHONE } from './support/admin-browser.ts';
import { visitInEachTest } from './support/hooks.ts';

const here = visitInEachTest();

it('what a shopper left behind is shown from the list of shoppers', async () => {
  const { page, open } = here;
  await open('/shoppers');
  await page.getByLabel('Abandoned cart', { exact: true }).selectOption('Has abandoned cart');
  await page.getByText('Marina Duarte').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Show the abandoned cart of Ana Souza' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Caneca esmaltada azul 350 ml').waitFor();

  expect(await dialog.getByText(/Added from .* to /).count()).toBe(1);
  expect(await axeFindings(page)).toEqual([]);
});

it('a dead delivery is replayed', async () => {
  const { page, open } = here;
  await open('/health?state=dead');
  await page.getByRole('button', { name: 'Replay: orders/create' }).click();
  await page.getByText('The delivery will be processed again').waitFor();

  expect(here.server.state.deliveries.find((delivery) => delivery.id === 'd2')?.state).toBe('received');
});

it('the language is changed for the whole admin, and kept', async () => {
  const { page, open } = here;
  await open('/settings');
  await page.getByLabel('Language', { exact: true }).selectOption('Polski');
  await page.getByRole('heading', { name: 'Ustawienia' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Ustawienia' }).waitFor();

  expect(await page.locator('html').getAttribute('lang')).toBe('pl');
});

it('what a loose consent rule means is said when it is chosen', async () => {
  const { page, open } = here;
  await open('/settings');
  await page
    .getByRole('group', { name: 'Shoppers in the European Economic Area' })
    .getByText('Also without an answer')
    .click();
  await page.getByText(/marketing without consent is forbidden/).waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved', { exact: true }).waitFor();

  expect(here.server.state.settings.consentPolicy.eea).toBe('soft');
});

it('on the phone the menu opens, leads to a page and closes', async () => {
  const { page, open } = here;
  await page.setViewportSize(PHONE);
  await open('/');
  await page.getByRole('button', { name: 'Menu' }).click();
  const found = await axeFindings(page);
  await page.getByRole('link', { name: /^Tasks/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Tasks' }).waitFor();

  expect(found).toEqual([]);
  expect(await page.getByRole('button', { name: 'Menu' }).getAttribute('aria-expanded')).toBe('false');
});

it('whoever is not signed in is told how to get in, and sees nothing else', async () => {
  const { page, server } = here;
  server.signOut();
  await page.goto(`${server.url}/carts`);
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();

  expect(await axeFindings(page)).toEqual([]);
  expect(await page.getByRole('navigation').count()).toBe(0);
});
