import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DEMO_SECRET, readConfig, type Environment } from '../src/config.ts';

const KEY = Buffer.from(Array.from({ length: 32 }, (_, n) => n)).toString('base64');

const problemsOf = (environment: Environment, role?: 'all' | 'web' | 'worker'): readonly string[] => {
  const read = readConfig(environment, role);
  return read.ok ? [] : read.problems;
};

const configOf = (environment: Environment) => {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
};

test('nothing at all is enough: SQLite, port 3000, no mail, and the platforms that need variables are off', () => {
  expect(configOf({})).toMatchObject({
    port: 3000,
    appUrl: 'http://localhost:3000',
    pollEveryMs: 600_000,
    database: { kind: 'sqlite', file: 'data/retorno.db' },
    encryptionKey: null,
    mail: null,
    sendConcurrency: 10,
    shutdownGraceMs: 10_000,
    trustProxy: false,
    platforms: {
      shopify: { on: false, missing: ['SHOPIFY_API_KEY', 'SHOPIFY_API_SECRET'] },
      woocommerce: { on: true },
      custom: { on: true },
    },
  });
});

test('everything that is wrong is told together, by the name of its variable and without its value', () => {
  const problems = problemsOf({
    PORT: 'eighty',
    APP_URL: 'ftp://shop',
    POLL_EVERY: '10 minutes',
    DATABASE_URL: 'mysql://x',
    ENCRYPTION_KEY: 'c2hvcnQ=',
    LOG_LEVEL: 'loud',
    SEND_CONCURRENCY: '0',
    SMTP_URL: 'http://mail',
    SHOPIFY_API_SECRET: '',
  });
  const named = problems.map((problem) => problem.split(':')[0]);
  expect(named).toEqual(
    expect.arrayContaining([
      'PORT',
      'APP_URL',
      'POLL_EVERY',
      'DATABASE_URL',
      'ENCRYPTION_KEY',
      'LOG_LEVEL',
      'SEND_CONCURRENCY',
      'SMTP_URL',
      'MAIL_FROM',
      'SHOPIFY_API_SECRET',
    ]),
  );
  expect(problems.join('\n')).not.toMatch(/eighty|c2hvcnQ|mysql|loud/);
});

test.each([
  'SHOPIFY_API_SECRET',
  'ENCRYPTION_KEY',
  'METRICS_TOKEN',
  'NUVEMSHOP_CLIENT_SECRET',
  'WHATSAPP_APP_SECRET',
])('an empty %s is wrong, since an empty secret would verify anything', (name) => {
  for (const empty of ['', '   ']) expect(problemsOf({ [name]: empty }).join()).toContain(name);
});

describe('what belongs together', () => {
  test('a mail server needs a sender', () => {
    expect(problemsOf({ SMTP_URL: 'smtp://mail:587' })).toEqual(['MAIL_FROM: is required with SMTP_URL']);
    expect(configOf({ SMTP_URL: 'mailbox:', MAIL_FROM: 'Loja <loja@example.com>' }).mail).toEqual({
      kind: 'mailbox',
      from: 'Loja <loja@example.com>',
    });
  });

  test('PostgreSQL needs a key', () => {
    const url = 'postgres://user:pass@host/retorno';
    expect(problemsOf({ DATABASE_URL: url })).toEqual(['ENCRYPTION_KEY: is required with PostgreSQL']);
    expect(configOf({ DATABASE_URL: url, ENCRYPTION_KEY: KEY }).encryptionKey).toHaveLength(32);
  });

  test('roles other than all need PostgreSQL', () => {
    expect(problemsOf({}, 'worker').join()).toContain('the role worker needs PostgreSQL');
    expect(problemsOf({ DATABASE_URL: 'postgres://h/d', ENCRYPTION_KEY: KEY }, 'web')).toEqual([]);
  });

  test('a platform with one of its variables is off and names the other; with both it is on', () => {
    expect(configOf({ SHOPIFY_API_KEY: 'k' }).platforms.shopify).toEqual({
      on: false,
      missing: ['SHOPIFY_API_SECRET'],
    });
    const on = configOf({
      SHOPIFY_API_KEY: 'k',
      SHOPIFY_API_SECRET: 'new',
      SHOPIFY_API_SECRET_PREVIOUS: 'old',
    });
    expect(on.platforms.shopify).toMatchObject({ on: true, appSecrets: ['new', 'old'] });
  });
});

test.each([
  'a@x.com, b@evil.com',
  'a@x.com\r\nBcc: c@evil.com',
  'Ana <a@x.com> <b@evil.com>',
  'nobody',
  '"a@x.com, b"@evil.com',
])('the sender %j is refused: exactly one address', (from) => {
  expect(problemsOf({ SMTP_URL: 'mailbox:', MAIL_FROM: from }).join()).toContain('MAIL_FROM');
});

test('a secret of the demo is refused outside of it', () => {
  const environment = { SHOPIFY_API_KEY: 'k', SHOPIFY_API_SECRET: `${DEMO_SECRET}0123456789` };

  expect(problemsOf(environment)).toEqual([
    'SHOPIFY_API_SECRET: is a secret of the demo; set one of your own',
  ]);
  expect(readConfig(environment, 'all', 'demo').ok).toBe(true);
});

test('the public key of Wix is one, however it is written', () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const wix = { WIX_APP_ID: 'a', WIX_APP_SECRET: 's' };
  for (const written of [pem, pem.replaceAll('\n', String.raw`\n`), Buffer.from(pem).toString('base64')])
    expect(configOf({ ...wix, WIX_PUBLIC_KEY: written }).platforms.wix).toMatchObject({
      on: true,
      appSecrets: [written],
    });
  expect(problemsOf({ ...wix, WIX_PUBLIC_KEY: 'a secret word' }).join()).toContain('WIX_PUBLIC_KEY');
  expect(problemsOf({ ...wix, WIX_PUBLIC_KEY: 'a secret word' }).join()).not.toContain('secret word');
});

test('every 32 bytes are a key, and every word is a token: more is not asked', () => {
  const key = Buffer.alloc(32, 7);
  expect(configOf({ ENCRYPTION_KEY: key.toString('base64') }).encryptionKey).toEqual(new Uint8Array(key));
  expect(configOf({ METRICS_TOKEN: 'scrape' }).metricsToken).toBe('scrape');
});

test('seconds are legal where minutes are usual', () => {
  expect(configOf({ POLL_EVERY: 'PT2S' }).pollEveryMs).toBe(2_000);
});

test.each([
  ['1', 1],
  ['true', 1],
  ['false', false],
  ['10.0.0.0/8, loopback', '10.0.0.0/8, loopback'],
])('TRUST_PROXY=%s means %j', (value, meaning) => {
  expect(configOf({ TRUST_PROXY: value }).trustProxy).toBe(meaning);
});
