import { expect, it } from 'vitest';
import { axeFindings } from './support/admin-browser.ts';
import { visitInEachTest } from './support/hooks.ts';

const here = visitInEachTest();

it('a reminder cannot be switched on without a sender, and can once there is one', async () => {
  const { page, open } = here;
  await open('/automation');
  await page.getByRole('button', { name: 'Switch on: Pending payment' }).click();
  await page.getByText('Your legal name and postal address are missing').waitFor();
  const found = await axeFindings(page);
  await page.getByRole('link', { name: 'Open settings' }).click();
  await page.getByLabel('Legal name').fill('Empório do Café Ltda.');
  await page.getByLabel('Postal address').fill('Rua A, 1\nSão Paulo');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Automation' }).click();
  await page.getByRole('button', { name: 'Switch on: Pending payment' }).click();
  await page.getByText('Pending payment is on').waitFor();

  expect(found).toEqual([]);
  expect(here.server.state.flows.find((flow) => flow.kind === 'pending_payment')?.enabled).toBe(true);
});

it('a step gets its channels in order, an offer and the carts that it is for', async () => {
  const { page, open } = here;
  await open('/automation');
  await page.getByText('24 sent, 5 used').waitFor();
  await page.getByRole('button', { name: 'Channels, offer and conditions of reminder 1' }).first().click();
  const details = page.getByRole('group', { name: 'Channels, offer and conditions of reminder 1' });
  await details.getByLabel('Channels, in order').selectOption('Webhook, otherwise E-mail');
  await details.getByLabel('Offer', { exact: true }).selectOption('Percentage off');
  await details.getByLabel('Value', { exact: true }).fill('12,5');
  await details.getByLabel('Offered from this cart total on').fill('100');
  await details.getByLabel('Shoppers', { exact: true }).selectOption('Bought before');
  await details.getByLabel('Tags', { exact: true }).fill('vip, gold');
  const found = await axeFindings(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved', { exact: true }).waitFor();

  expect(found).toEqual([]);
  expect(here.server.state.flows[0]?.steps[0]).toMatchObject({
    channels: ['webhook', 'email'],
    offer: { type: 'percent', value: '12.5', validFor: 'P2D', minimumTotal: { amount: '100' } },
    conditions: { shopper: 'returning', tags: ['vip', 'gold'] },
  });
});

it('steps and the time of silence are changed and saved together', async () => {
  const { page, open } = here;
  await open('/automation');
  await page.getByLabel('After this long without activity').selectOption('5 minutes');
  await page.getByRole('button', { name: 'Add reminder' }).first().click();
  await page.getByRole('spinbutton', { name: 'Reminder 4: after the cart was abandoned: number' }).fill('6');
  await page.getByRole('button', { name: 'Remove reminder 2' }).first().click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  const { state } = here.server;

  expect(state.settings.abandonedAfter).toBe('PT5M');
  expect(state.flows[0]?.steps.map((step) => step.delay)).toEqual(['PT30M', 'PT72H', 'PT144H']);
  expect(state.flows[0]?.steps.slice(0, 2).map((step) => step.id)).toEqual(['s1', 's3']);
});

it('leaving with unsaved changes asks first', async () => {
  const { page, open } = here;
  await open('/automation');
  await page.getByRole('button', { name: 'Add reminder' }).first().click();
  await page.getByRole('link', { name: 'Carts' }).click();
  await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
  await page.getByRole('button', { name: 'Stay here' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  expect(page.url()).toContain('/automation');
});

it('a text of one’s own begins with the built-in one, is shown as the very mail, and its errors with their place', async () => {
  const { page, open } = here;
  await open('/automation/abandoned_cart/s1?language=en');
  await page.getByRole('button', { name: 'Write own text' }).click();
  const heading = page.getByLabel(/Text of block \d: Heading/);
  const begun = await heading.inputValue();
  await heading.fill('Come back, {{ shopper.first_name }');
  await page.getByText(/Line 1, column \d+: /).waitFor();
  await heading.fill('Come back, {{ shopper.first_name }}');
  const mail = page.frameLocator('iframe');
  await mail.getByText('Come back, Ana').waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  const blocks = here.server.state.flows[0]?.steps[0]?.templates['en']?.blocks ?? [];

  expect(begun).toBe('We kept your cart for you');
  expect(blocks).toContainEqual({ type: 'heading', text: 'Come back, {{ shopper.first_name }}' });
  expect(blocks.at(-1)?.type).toBe('footer');
});

it('a mail is shown with its styles, and nothing in it runs', async () => {
  const { page, open } = here;
  await open('/automation/abandoned_cart/s1?language=en');
  const frame = page.locator('iframe');
  await page.frameLocator('iframe').getByText('Back to my cart').waitFor();
  const { sandbox, policy } = {
    sandbox: await frame.getAttribute('sandbox'),
    policy: await page.evaluate(async () =>
      (await fetch('/admin/mail.html')).headers.get('content-security-policy'),
    ),
  };
  const styled = await page.evaluate(
    "Array.from(document.querySelector('iframe').contentDocument.querySelectorAll('[style]'), (one) => one.style.length)",
  );

  expect(sandbox).toBe('allow-same-origin');
  expect(policy).toContain("default-src 'none'");
  expect(Math.max(...(styled as number[]))).toBeGreaterThan(0);
});

it('a test mail of the draft goes to the address that was typed', async () => {
  const { page, open } = here;
  await open('/automation/abandoned_cart/s1?language=pl');
  await page.getByLabel('Your e-mail address').fill('me@shop.example');
  await page.getByRole('button', { name: 'Send test' }).click();
  await page.getByText('A test mail is on its way to me@shop.example').waitFor();

  expect(here.server.state.sent).toEqual([{ step: 's1', locale: 'pl', to: 'me@shop.example' }]);
});
