import { expect, it } from 'vitest';
import { axeFindings } from './support/admin-browser.ts';
import { visitInEachTest } from './support/hooks.ts';

const here = visitInEachTest();

it('a webhook to a program of the shop is added, and its secret shown', async () => {
  const { page, open } = here;
  await open('/settings');
  await page.getByText('Does not answer').waitFor();
  await page.getByLabel('Address', { exact: true }).fill('https://app.shop.example/hook');
  await page.getByRole('checkbox', { name: 'Recovered carts' }).uncheck();
  await page.getByRole('button', { name: 'Add webhook' }).click();
  await page.getByText('whsec_').waitFor();
  const found = await axeFindings(page);

  expect(found).toEqual([]);
  expect(here.server.state.webhooks.at(-1)).toMatchObject({
    url: 'https://app.shop.example/hook',
    events: ['cart.abandoned', 'message.due'],
  });
});

it('webhooks that were switched off need attention, and the way leads to them', async () => {
  const { page, open, server } = here;
  server.state.me.health.webhooksDisabled = 2;
  server.state.webhooks = server.state.webhooks.map((one) => ({
    ...one,
    state: 'disabled',
    reason: 'HTTP 410',
  }));
  await open('/');
  const matter = page
    .getByRole('listitem')
    .filter({ hasText: '2 webhooks to your own programs were switched off' });
  await matter.getByRole('link', { name: 'Open settings' }).click();
  await page.getByText('Switched off after failing for long: HTTP 410').waitFor();

  expect(await axeFindings(page)).toEqual([]);
});
