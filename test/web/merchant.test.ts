import { expect, it } from 'vitest';
import { axeFindings, PHONE } from './support/admin-browser.ts';
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
