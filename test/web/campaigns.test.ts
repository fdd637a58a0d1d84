import { expect, it } from 'vitest';
import { axeFindings } from './support/admin-browser.ts';
import { visitInEachTest } from './support/hooks.ts';

const here = visitInEachTest();

it('a campaign is set up with its reach in sight, started after a question, paused and stopped', async () => {
  const { page, open } = here;
  Object.assign(here.server.state.settings.email, { legalName: 'Loja Ltda', postalAddress: 'Rua 1' });
  await open('/campaigns');
  await page.getByRole('link', { name: 'New campaign' }).click();
  await page.getByText('202 of them would be written to now').waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Natal');
  await page.getByLabel('Carts left, at least').fill('2');
  await page.getByText('33 of them would be written to now').waitFor();
  await page.getByLabel('Subject').fill('Uma novidade');
  await page.getByLabel('Offer', { exact: true }).selectOption('A code of yours');
  const start = page.getByRole('button', { name: 'Start campaign' });
  expect(await start.isDisabled()).toBe(true);
  await page.getByLabel('Code', { exact: true }).fill('NATAL10');
  const form = await axeFindings(page);
  await start.click();
  await page.getByRole('button', { name: 'Really start it' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('Paused').waitFor();
  await page.getByRole('button', { name: 'Stop for good' }).click();
  await page.getByText('Cancelled').waitFor();

  expect(here.server.state.sent).toMatchObject([
    { name: 'Natal', audience: { minAbandoned: 2 }, template: { subject: 'Uma novidade' }, rate: 500 },
  ]);
  expect(here.server.state.sent).toMatchObject([{ offer: { type: 'code', code: 'NATAL10' } }]);
  expect(form).toEqual([]);
});
