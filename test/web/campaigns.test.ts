import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchChromium, launchTimeoutMs } from '../support/chromium.ts';
import { axeFindings, builtAdmin, visit, type Visit } from './support/admin-browser.ts';

let browser: Browser;
let files: Awaited<ReturnType<typeof builtAdmin>>;
let here: Visit;

beforeAll(async () => {
  [browser, files] = await Promise.all([launchChromium(), builtAdmin()]);
}, launchTimeoutMs);

afterAll(async () => browser.close());

beforeEach(async () => {
  here = await visit({ browser, files });
});

afterEach(async () => {
  await here.leave();
  if (here.complaints.length > 0) throw new Error(here.complaints.join('\n'));
});

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
