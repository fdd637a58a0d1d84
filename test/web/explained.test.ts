import { afterEach, describe, expect, it } from 'vitest';
import { axeFindings, DESK, PHONE, scrollsSideways, visit, type Visit } from './support/admin-browser.ts';
import { openAdminBrowser } from './support/hooks.ts';

const admin = openAdminBrowser();
let here: Visit | null = null;

afterEach(async () => {
  await here?.leave();
  const complaints = here?.complaints ?? [];
  here = null;
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
});

describe.each([
  { where: 'a desk', locale: 'en-US', viewport: DESK, why: 'Why: Abandoned cart', title: 'Why this message' },
  {
    where: 'a phone',
    locale: 'pl-PL',
    viewport: PHONE,
    why: 'Dlaczego: Porzucony koszyk',
    title: 'Skąd ta wiadomość',
  },
])('at $where in $locale', ({ locale, viewport, why, title }) => {
  it('a message of a cart says why it waits, and what would have changed that', async () => {
    here = await visit({ ...admin, options: { viewport, locale } });
    const { page, open } = here;
    await open('/carts/c1');
    await page.getByRole('button', { name: why }).first().click();
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.getByText('It would go if the shopper had got no message').waitFor();
    await dialog.getByText('at most 1 is allowed').first().waitFor();
    const found = { axe: await axeFindings(page), sideways: await scrollsSideways(page) };

    expect(found).toEqual({ axe: [], sideways: false });
  });
});

it.each([
  {
    viewport: DESK,
    locale: 'en-US',
    why: 'Why Ana Souza is written to, or not',
    inTheWay: 'In the way today',
  },
  {
    viewport: PHONE,
    locale: 'pt-BR',
    why: 'Por que Ana Souza recebe mensagens, ou não',
    inTheWay: 'O que impede hoje',
  },
])(
  'a shopper of the list says why they are written to, in $locale',
  async ({ viewport, locale, why, inTheWay }) => {
    here = await visit({ ...admin, options: { viewport, locale } });
    const { page, open } = here;
    await open('/shoppers');
    await page.getByRole('button', { name: why }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('the reactivation began yesterday').waitFor();
    await dialog.getByText(inTheWay).waitFor();
    const found = { axe: await axeFindings(page), sideways: await scrollsSideways(page) };
    const leads = await dialog.getByRole('link', { name: 'Novembro' }).getAttribute('href');

    expect({ ...found, leads }).toEqual({ axe: [], sideways: false, leads: '/admin/campaigns/k1' });
  },
);
