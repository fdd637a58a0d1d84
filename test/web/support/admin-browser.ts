import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildAdminWhenStale } from '../../../src/http/admin/build-admin.ts';
import { readAdminFiles } from '../../../src/http/admin/admin-files.ts';
import { startAdminServer, type AdminServer } from './admin-server.ts';

const root = join(import.meta.dirname, '../../..');

export const DESK = { width: 1280, height: 860 };
export const PHONE = { width: 390, height: 844 };

/** The admin's files, built when they are missing or old. */
export const builtAdmin = async () => {
  await buildAdminWhenStale(root);
  return readAdminFiles(join(root, 'dist/web'));
};

export type Visit = {
  readonly page: Page;
  readonly server: AdminServer;
  /** What the browser complained about, and what was against the contract. */
  readonly complaints: string[];
  readonly open: (path: string) => Promise<void>;
  readonly leave: () => Promise<void>;
};

type Visitor = {
  readonly browser: Browser;
  readonly files: Awaited<ReturnType<typeof builtAdmin>>;
  readonly options?: BrowserContextOptions;
};

/** One visitor with a server of their own. */
export const visit = async ({ browser, files, options = {} }: Visitor): Promise<Visit> => {
  const server = await startAdminServer(files, new Date());
  const context = await browser.newContext({ viewport: DESK, locale: 'en-US', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isAnswer(message.text()))
      complaints.push(message.text());
  });
  return {
    page,
    server,
    complaints,
    open: async (path) => {
      await page.goto(`${server.url}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
    },
    leave: async () => {
      complaints.push(...server.breaches);
      await context.close();
      await server.close();
    },
  };
};

/** Chromium itself reports each answer of 400 and above; those of the API are part of the conversation. */
const isAnswer = (text: string): boolean => /^Failed to load resource: .* status of 4\d\d/.test(text);

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with the page as it stands. Handed over as text: the page's policy allows no code from outside. */
export const axeFindings = async (page: Pick<Page, 'evaluate'>): Promise<string[]> => {
  await page.evaluate(`${axe}; undefined`);
  const { violations } = (await page.evaluate('axe.run()')) as AxeResult;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
};

type AxeResult = {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: string[] }[];
  }[];
};

/** Whether the page is wider than the screen. */
export const scrollsSideways = async (page: Pick<Page, 'evaluate'>): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
