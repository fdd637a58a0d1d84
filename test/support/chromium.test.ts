import { expect, it } from 'vitest';
import { launchChromium, launchTimeoutMs } from './chromium.ts';

it(
  'a browser renders a page',
  async () => {
    const browser = await launchChromium();
    const page = await browser.newPage();
    await page.setContent('<h1>Olá</h1>');
    const heading = await page.getByRole('heading').textContent();
    await browser.close();

    expect(heading).toBe('Olá');
  },
  launchTimeoutMs,
);
