import { chromium, type Browser } from 'playwright-core';
import { askDesk } from './ask-desk.ts';

/** Installing Chromium may be part of the first launch: give the hook that calls this as much. */
export const launchTimeoutMs = 300_000;

/** A headless Chromium that talks to nobody but the pages it is sent to. */
export const launchChromium = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await askDesk('chromium'),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--no-proxy-server',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
