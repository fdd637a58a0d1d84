import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchChromium, launchTimeoutMs } from '../../support/chromium.ts';
import { builtAdmin, visit, type Visit } from './admin-browser.ts';

export type AdminBrowser = {
  readonly browser: Browser;
  readonly files: Awaited<ReturnType<typeof builtAdmin>>;
};

/** A browser and the built admin for all tests of a file; what is given back is filled before the first of them. */
export const openAdminBrowser = (): AdminBrowser => {
  const admin = {} as AdminBrowser;
  beforeAll(async () => {
    const [browser, files] = await Promise.all([launchChromium(), builtAdmin()]);
    Object.assign(admin, { browser, files });
  }, launchTimeoutMs);
  afterAll(() => admin.browser.close());
  return admin;
};

/** A visitor for each test of a file, which fails by what the browser complains about; filled anew before each. */
export const visitInEachTest = (): Visit => {
  const admin = openAdminBrowser();
  const here = {} as Visit;
  beforeEach(async () => {
    Object.assign(here, await visit(admin));
  });
  afterEach(async () => {
    await here.leave();
    if (here.complaints.length > 0) throw new Error(here.complaints.join('\n'));
  });
  return here;
};
