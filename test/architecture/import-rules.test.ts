import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compositionFiles, platforms, sourceFolders } from './import-rules.ts';

const repository = resolve(import.meta.dirname, '../..');
const oxlint = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin/oxlint');

type Case = readonly [from: string, specifier: string];

const forbidden: Case[] = [
  ['src/core/cart/merge.ts', '../../ports/clock.ts'],
  ['src/core/cart/merge.ts', '../../store/carts.ts'],
  ['src/core/money.ts', '../http/app.ts'],
  ['src/core/cart/merge.ts', 'node:fs'],
  ['src/core/cart/merge.ts', 'pino'],
  ['src/core/cart/merge.ts', '../../config.ts'],
  ['src/core/cart/merge.ts', '../../../adapters/index.ts'],
  ['src/ports/store/cart.ts', '../../store/carts.ts'],
  ['src/ports/clock.ts', '../pipeline/reminders/send.ts'],
  ['src/ports/clock.ts', 'drizzle-orm'],
  ['src/pipeline/reminders/send.ts', '../../store/messages.ts'],
  ['src/pipeline/reminders/send.ts', '../../http/app.ts'],
  ['src/pipeline/reminders/send.ts', '../../channels/email/send.ts'],
  ['src/pipeline/reminders/send.ts', '../../../adapters/shopify/index.ts'],
  ['src/pipeline/reminders/send.ts', '../../../adapters/index.ts'],
  ['src/pipeline/reminders/send.ts', 'better-sqlite3'],
  ['src/pipeline/reminders/send.ts', '../../main.ts'],
  ['src/store/carts.ts', '../channels/email/send.ts'],
  ['src/store/carts.ts', '../pipeline/reminders/send.ts'],
  ['src/store/carts.ts', 'nodemailer'],
  ['src/channels/email/send.ts', '../../store/carts.ts'],
  ['src/channels/email/send.ts', '../../outbound/fetch.ts'],
  ['src/channels/email/send.ts', 'pg'],
  ['src/runners/local.ts', '../store/carts.ts'],
  ['src/runners/local.ts', '../pipeline/reminders/sweep.ts'],
  ['src/runners/local.ts', 'express'],
  ['src/outbound/fetch.ts', '../http/problem.ts'],
  ['src/outbound/fetch.ts', '../runners/local.ts'],
  ['src/outbound/fetch.ts', '@shopify/shopify-api'],
  ['src/http/api/carts.ts', '../../store/carts.ts'],
  ['src/http/api/carts.ts', '../../channels/email/send.ts'],
  ['src/http/app.ts', '../cli/retorno.ts'],
  ['src/http/webhooks/receive.ts', '../../../adapters/shopify/verify.ts'],
  ['src/http/api/carts.ts', 'drizzle-orm/pg-core'],
  ['src/http/contract/carts.ts', '../../pipeline/intake/receive.ts'],
  ['src/http/contract/carts.ts', '../../core/cart/cart.ts'],
  ['src/http/contract/carts.ts', '../session.ts'],
  ['src/http/contract/carts.ts', 'express'],
  ['src/cli/serve.ts', '../store/carts.ts'],
  ['src/cli/serve.ts', '../http/app.ts'],
  ['src/cli/serve.ts', '../../adapters/wix/index.ts'],
  ['src/cli/serve.ts', 'better-sqlite3'],
  ['src/cli/serve.ts', '../main.ts'],
  ['src/cli/serve.ts', '../compose/serve.ts'],
  ['src/pipeline/reminders/send.ts', '../../compose/serve.ts'],
  ['src/cli/demo.ts', '../demo/demo.ts'],
  ['src/demo/demo.ts', '../store/carts.ts'],
  ['src/demo/demo.ts', '../pipeline/intake/receive.ts'],
  ['src/demo/demo.ts', '../http/app.ts'],
  ['src/demo/demo.ts', '../../adapters/shopify/verify.ts'],
  ['src/demo/demo.ts', '../main.ts'],
  ['adapters/shopify/orders.ts', '../woocommerce/orders.ts'],
  ['adapters/shopify/orders.ts', '../../src/store/carts.ts'],
  ['adapters/shopify/orders.ts', '../../src/http/app.ts'],
  ['adapters/shopify/orders.ts', '../../src/pipeline/intake/receive.ts'],
  ['adapters/shopify/orders.ts', '../../src/config.ts'],
  ['adapters/shopify/orders.ts', '@woocommerce/woocommerce-rest-api'],
  ['adapters/woocommerce/orders.ts', '../shopify/orders.ts'],
  ['adapters/woocommerce/orders.ts', '@shopify/shopify-api'],
  ['adapters/nuvemshop/orders.ts', '../../src/outbound/fetch.ts'],
  ['adapters/wix/orders.ts', '../custom/index.ts'],
  ['adapters/custom/index.ts', '../wix/index.ts'],
  ['adapters/index.ts', '../src/store/carts.ts'],
  ['web/pages/carts/page.ts', '../../../src/core/cart/cart.ts'],
  ['web/pages/carts/page.ts', '../../../src/http/app.ts'],
  ['web/pages/carts/page.ts', '../../../adapters/index.ts'],
];

const allowed: Case[] = [
  ['src/core/cart/merge.ts', '../words/money.ts'],
  ['src/core/cart/merge.ts', './cart.ts'],
  ['src/core/words/phone.ts', 'libphonenumber-js/max'],
  ['src/core/words/money.ts', 'zod'],
  ['src/ports/store/cart.ts', '../../core/cart/cart.ts'],
  ['src/ports/store/cart.ts', '../clock.ts'],
  ['src/pipeline/reminders/send.ts', '../../core/cart/cart.ts'],
  ['src/pipeline/reminders/send.ts', '../../ports/clock.ts'],
  ['src/pipeline/reminders/send.ts', '../orders/catch-up.ts'],
  ['src/pipeline/reminders/send.ts', 'node:crypto'],
  ['src/store/carts.ts', '../ports/store/cart.ts'],
  ['src/store/carts.ts', 'drizzle-orm/sqlite-core'],
  ['src/channels/email/send.ts', '../../ports/channel.ts'],
  ['src/channels/email/send.ts', 'nodemailer/lib/smtp-connection'],
  ['src/runners/local.ts', 'node-cron'],
  ['src/outbound/fetch.ts', '../ports/outbound.ts'],
  ['src/http/webhooks/receive.ts', '../../../adapters/index.ts'],
  ['src/http/api/carts.ts', '../contract/carts.ts'],
  ['src/http/api/carts.ts', '../../pipeline/intake/receive.ts'],
  ['src/http/app.ts', 'express'],
  ['src/http/contract/carts.ts', '../../core/words/money.ts'],
  ['src/http/contract/carts.ts', 'zod'],
  ['src/http/contract/carts.ts', './orders.ts'],
  ['src/cli/doctor.ts', '../pipeline/upkeep/audit.ts'],
  ['src/demo/demo.ts', '../compose/serve.ts'],
  ['src/demo/connect.ts', '../cli/store-add.ts'],
  ['src/demo/demo.ts', '../config.ts'],
  ['src/main.ts', './demo/demo.ts'],
  ['adapters/shopify/orders.ts', '../../src/ports/adapter.ts'],
  ['adapters/shopify/orders.ts', '@shopify/shopify-api/adapters/node'],
  ['adapters/shopify/install/begin.ts', '../verify.ts'],
  ['adapters/woocommerce/orders.ts', '@woocommerce/woocommerce-rest-api'],
  ['adapters/index.ts', './shopify/index.ts'],
  ['web/pages/carts/page.ts', '../../../src/http/contract/carts.ts'],
  ['web/pages/carts/page.ts', '../../../src/core/words/money.ts'],
  ['src/main.ts', './store/carts.ts'],
  ['src/main.ts', '../adapters/shopify/index.ts'],
  ['test/pipeline/send.test.ts', '../../src/store/carts.ts'],
];

describe('the import rules', () => {
  let refused: Set<string>;

  beforeAll(async () => {
    refused = refusedBy(await lint([...forbidden, ...allowed]));
  });

  it.each(forbidden)('%s may not import %s', (from, specifier) => {
    expect(refused).toContain(`${from} ${specifier}`);
  });

  it.each(allowed)('%s may import %s', (from, specifier) => {
    expect(refused).not.toContain(`${from} ${specifier}`);
  });

  it('every folder and file of src and every adapter stands in the rules', async () => {
    const inSource = await names(join(repository, 'src'));
    const inAdapters = await names(join(repository, 'adapters'));

    expect([...sourceFolders, ...compositionFiles.map((name) => `${name}.ts`)]).toEqual(
      expect.arrayContaining(inSource),
    );
    expect([...platforms, 'index.ts']).toEqual(expect.arrayContaining(inAdapters));
  });
});

let root: string | undefined;
afterAll(async () => {
  if (root) await rm(root, { recursive: true });
});

/** Writes one file per case into an empty tree that has the project's own configuration, and lints it once. */
const lint = async (cases: Case[]) => {
  root = await mkdtemp(join(tmpdir(), 'retorno-import-rules-'));
  await writeFile(
    join(root, 'oxlint.config.ts'),
    `export { default } from '${join(repository, 'oxlint.config.ts')}';\n`,
  );
  for (const [from, lines] of grouped(cases)) {
    const file = join(root, from);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, lines.join('\n'));
  }
  const run = promisify(execFile)(process.execPath, [oxlint, '-f', 'json', '.'], { cwd: root });
  return run.then(
    () => ({ stdout: '{"diagnostics":[]}' }),
    (failure: { stdout: string }) => failure,
  );
};

const grouped = (cases: Case[]) => {
  const lines = new Map<string, string[]>();
  for (const [from, specifier] of cases) {
    lines.set(from, [...(lines.get(from) ?? []), `export type * from '${specifier}';`]);
  }
  return lines;
};

const Diagnostics = z.object({
  diagnostics: z.array(z.object({ code: z.string(), message: z.string(), filename: z.string() })),
});

const refusedBy = ({ stdout }: { stdout: string }) => {
  const { diagnostics } = Diagnostics.parse(JSON.parse(stdout));
  return new Set(
    diagnostics
      .filter(({ code }) => code === 'eslint(no-restricted-imports)')
      .map(({ filename, message }) => `${filename} ${/'(.+?)' import/.exec(message)?.[1]}`),
  );
};

const names = (folder: string) => readdir(folder).catch(() => []);
