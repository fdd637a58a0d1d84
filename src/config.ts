import { isIP } from 'node:net';
import { z } from 'zod';
import { requiredVariables } from '../adapters/index.ts';
import { readRsaPublicKey } from './core/webhooks/rsa-public-key.ts';
import { parseDuration } from './core/words/duration.ts';
import type { Platform } from './core/words/vocabulary.ts';

/** Everything the environment says, checked once at the start. */
export type Config = {
  readonly host: string | null;
  readonly port: number;
  /** Public address without a trailing slash; all links are made from it, never from a request's Host. */
  readonly appUrl: string;
  readonly role: Role;
  readonly pollEveryMs: number;
  readonly database:
    | { readonly kind: 'sqlite'; readonly file: string }
    | { readonly kind: 'postgres'; readonly url: string };
  /** Null on SQLite only: a key file beside the database is made and used. */
  readonly encryptionKey: Uint8Array | null;
  readonly encryptionKeyPrevious: Uint8Array | null;
  readonly logLevel: LogLevel;
  readonly trustProxy: false | number | string;
  readonly allowPrivateStoreUrls: boolean;
  readonly metricsToken: string | null;
  readonly sendConcurrency: number;
  readonly shutdownGraceMs: number;
  readonly mail: Mail | null;
  readonly platforms: Readonly<Record<Platform, PlatformConfig>>;
  readonly whatsapp: {
    readonly appSecret: string;
    readonly verifyToken: string;
    readonly graphVersion: string;
  } | null;
};

export type Role = 'all' | 'web' | 'worker';
export type LogLevel = (typeof LOG_LEVELS)[number];
export type Mail =
  | { readonly kind: 'mailbox'; readonly from: string }
  | { readonly kind: 'smtp'; readonly url: string; readonly from: string };

/** A platform is on when all its variables are there; otherwise its routes name those that are missing. */
export type PlatformConfig =
  | {
      readonly on: true;
      readonly values: Readonly<Record<string, string>>;
      readonly appSecrets: readonly string[];
    }
  | { readonly on: false; readonly missing: readonly string[] };

export type ReadConfig =
  | { readonly ok: true; readonly config: Config }
  /** Every variable that is wrong or missing, one sentence each; none repeats a value. */
  | { readonly ok: false; readonly problems: readonly string[] };

export type Environment = Readonly<Record<string, string | undefined>>;

/** The demo's secrets begin like this; nothing but the demo runs with them. */
export const DEMO_SECRET = 'retorno-demo-';

/** Reads the environment; lists everything that is wrong together rather than the first. */
export const readConfig = (
  environment: Environment,
  role: Role = 'all',
  purpose: 'demo' | 'real' = 'real',
): ReadConfig => {
  const parsed = VARIABLES.safeParse(withoutBlanks(environment));
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const conflicts = [
    ...combinationProblems(environment, role),
    ...(purpose === 'demo' ? [] : demoSecrets(environment)),
  ];
  if (!parsed.success || conflicts.length > 0) return { ok: false, problems: [...problems, ...conflicts] };
  return { ok: true, config: toConfig(parsed.data, environment, role) };
};

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const SECRETS = [
  'ENCRYPTION_KEY',
  'ENCRYPTION_KEY_PREVIOUS',
  'METRICS_TOKEN',
  'SHOPIFY_API_SECRET',
  'SHOPIFY_API_SECRET_PREVIOUS',
  'NUVEMSHOP_CLIENT_SECRET',
  'WIX_APP_SECRET',
  'WIX_PUBLIC_KEY',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_VERIFY_TOKEN',
];

/** Signing secrets, the current one first. */
const SIGNING_SECRETS: Readonly<Record<Platform, readonly string[]>> = {
  shopify: ['SHOPIFY_API_SECRET', 'SHOPIFY_API_SECRET_PREVIOUS'],
  woocommerce: [],
  nuvemshop: ['NUVEMSHOP_CLIENT_SECRET'],
  wix: ['WIX_PUBLIC_KEY'],
  custom: [],
};

const duration = (text: string) =>
  z
    .string()
    .default(text)
    .transform((value, context) => {
      const milliseconds = parseDuration(value);
      if (milliseconds !== null && milliseconds > 0) return milliseconds;
      context.addIssue('must be an ISO 8601 duration such as PT10M, longer than nothing');
      return z.NEVER;
    });

const wholeNumber = (fallback: number, least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${least} to ${most}`)
    .default(String(fallback))
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`);

const encryptionKey = z
  .string()
  .regex(/^[A-Za-z0-9+/_-]{43}=?$/, 'must be 32 bytes in base64 (openssl rand -base64 32)')
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
  .refine((key) => new Set(key).size > 1, 'must be random (openssl rand -base64 32)')
  .optional();

const flag = z
  .enum(['0', '1', 'true', 'false'], 'must be 0 or 1')
  .default('0')
  .transform((value) => value === '1' || value === 'true');

const httpAddress = z
  .string()
  .refine(
    (text) => isAddress(text, ['http:', 'https:']),
    'must be a public http(s) address without path, query or login',
  );

const databaseUrl = z
  .string()
  .default('sqlite:data/retorno.db')
  .refine(
    (text) => /^sqlite:.+/.test(text) || (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)),
    'must be sqlite:FILE or postgres://…',
  );

const smtpUrl = z
  .string()
  .refine(
    (text) => text === 'mailbox:' || (/^smtps?:\/\/[^/]+/.test(text) && URL.canParse(text)),
    'must be smtp://user:pass@host:587, smtps://… or mailbox:',
  )
  .optional();

/** Exactly one address, bare or behind a name; a comma or a control character would be a second recipient or header. */
const MAIL_FROM =
  /^(?:(?:"[^"\p{Cc}]*"|[^"<>,;@\p{Cc}]*)<[^\s<>,;"@\p{Cc}]+@[^\s<>,;"@\p{Cc}]+>|[^\s<>,;"@\p{Cc}]+@[^\s<>,;"@\p{Cc}]+)$/u;

const text = z.string().optional();

const trustProxy = text.refine(
  (value) =>
    value === undefined || /^(\d{1,2}|true|false)$/.test(value) || value.split(',').every(isProxyRange),
  'must be a number of proxies or a comma list of addresses, ranges or loopback',
);

const VARIABLES = z.object({
  HOST: text,
  PORT: wholeNumber(3000, 0, 65_535),
  APP_URL: httpAddress.optional(),
  POLL_EVERY: duration('PT10M'),
  DATABASE_URL: databaseUrl,
  ENCRYPTION_KEY: encryptionKey,
  ENCRYPTION_KEY_PREVIOUS: encryptionKey,
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  TRUST_PROXY: trustProxy,
  ALLOW_PRIVATE_STORE_URLS: flag,
  METRICS_TOKEN: z.string().min(8, 'must have at least 8 characters').optional(),
  SEND_CONCURRENCY: wholeNumber(10, 1, 200),
  SHUTDOWN_GRACE: duration('PT10S'),
  SMTP_URL: smtpUrl,
  MAIL_FROM: z
    .string()
    .regex(MAIL_FROM, 'must be one address: shop@example.com or Shop <shop@example.com>')
    .optional(),
  WHATSAPP_APP_SECRET: text,
  WHATSAPP_VERIFY_TOKEN: text,
  WHATSAPP_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, 'must be such as v24.0')
    .default('v24.0'),
});

const isAddress = (value: string, protocols: readonly string[]): boolean => {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const plain =
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '' &&
    url.password === '';
  return protocols.includes(url.protocol) && plain;
};

const isProxyRange = (value: string): boolean => {
  const [address, bits, more] = value.trim().split('/');
  if (address === undefined || more !== undefined) return false;
  if (['loopback', 'linklocal', 'uniquelocal'].includes(address)) return bits === undefined;
  return isIP(address) !== 0 && (bits === undefined || /^\d{1,3}$/.test(bits));
};

/** A blank variable is an absent one (as in a copied `.env`), except a secret: an empty key verifies anything. */
const withoutBlanks = (environment: Environment): Environment =>
  Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );

const combinationProblems = (environment: Environment, role: Role): string[] => {
  const isBlank = (name: string): boolean =>
    environment[name] !== undefined && environment[name].trim() === '';
  const isThere = (name: string): boolean => environment[name] !== undefined && !isBlank(name);
  const onPostgres = /^postgres(ql)?:\/\//.test(environment['DATABASE_URL'] ?? '');
  return [
    ...SECRETS.filter(isBlank).map((name) => `${name}: must not be empty; remove it or set it`),
    ...(isThere('SMTP_URL') && !isThere('MAIL_FROM') ? ['MAIL_FROM: is required with SMTP_URL'] : []),
    ...(isThere('WIX_PUBLIC_KEY') && readRsaPublicKey(environment['WIX_PUBLIC_KEY'] ?? '') === null
      ? ['WIX_PUBLIC_KEY: must be the RSA public key that the app has at Wix (PEM, or that in base64)']
      : []),
    ...(onPostgres && !isThere('ENCRYPTION_KEY') ? ['ENCRYPTION_KEY: is required with PostgreSQL'] : []),
    ...(role !== 'all' && !onPostgres
      ? [`DATABASE_URL: the role ${role} needs PostgreSQL (postgres://…)`]
      : []),
  ];
};

const demoSecrets = (environment: Environment): string[] =>
  SECRETS.filter((name) => environment[name]?.startsWith(DEMO_SECRET)).map(
    (name) => `${name}: is a secret of the demo; set one of your own`,
  );

type Variables = z.infer<typeof VARIABLES>;

const toConfig = (variables: Variables, environment: Environment, role: Role): Config => ({
  host: variables.HOST ?? null,
  port: variables.PORT,
  appUrl: (variables.APP_URL ?? `http://localhost:${variables.PORT}`).replace(/\/$/, ''),
  role,
  pollEveryMs: variables.POLL_EVERY,
  database: toDatabase(variables.DATABASE_URL),
  encryptionKey: variables.ENCRYPTION_KEY ?? null,
  encryptionKeyPrevious: variables.ENCRYPTION_KEY_PREVIOUS ?? null,
  logLevel: variables.LOG_LEVEL,
  trustProxy: toTrustProxy(variables.TRUST_PROXY),
  allowPrivateStoreUrls: variables.ALLOW_PRIVATE_STORE_URLS,
  metricsToken: variables.METRICS_TOKEN ?? null,
  sendConcurrency: variables.SEND_CONCURRENCY,
  shutdownGraceMs: variables.SHUTDOWN_GRACE,
  mail: toMail(variables),
  platforms: {
    shopify: toPlatform('shopify', environment),
    woocommerce: toPlatform('woocommerce', environment),
    nuvemshop: toPlatform('nuvemshop', environment),
    wix: toPlatform('wix', environment),
    custom: toPlatform('custom', environment),
  },
  whatsapp: toWhatsApp(variables),
});

const toDatabase = (url: string): Config['database'] =>
  url.startsWith('sqlite:')
    ? { kind: 'sqlite', file: url.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '') }
    : { kind: 'postgres', url };

/**
 * Express's own vocabulary: a number of hops, or addresses and ranges. `true` is one hop: trusting all of them
 * would let anybody choose the address under which he is counted.
 */
const toTrustProxy = (value: string | undefined): Config['trustProxy'] => {
  if (value === undefined || value === 'false' || value === '0') return false;
  if (value === 'true') return 1;
  return /^\d+$/.test(value) ? Number(value) : value;
};

const toMail = ({ SMTP_URL: url, MAIL_FROM: from }: Variables): Mail | null => {
  if (url === undefined || from === undefined) return null;
  return url === 'mailbox:' ? { kind: 'mailbox', from } : { kind: 'smtp', url, from };
};

const toPlatform = (platform: Platform, environment: Environment): PlatformConfig => {
  const missing = requiredVariables[platform].filter(
    (name) => environment[name] === undefined || environment[name].trim() === '',
  );
  if (missing.length > 0) return { on: false, missing };
  const names = [...requiredVariables[platform], ...SIGNING_SECRETS[platform]];
  const values = Object.fromEntries(
    names.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
  );
  const appSecrets = SIGNING_SECRETS[platform].flatMap((name) => values[name] ?? []);
  return { on: true, values, appSecrets };
};

const toWhatsApp = (variables: Variables): Config['whatsapp'] => {
  const { WHATSAPP_APP_SECRET: appSecret, WHATSAPP_VERIFY_TOKEN: verifyToken } = variables;
  if (appSecret === undefined || verifyToken === undefined) return null;
  return { appSecret, verifyToken, graphVersion: variables.WHATSAPP_GRAPH_VERSION };
};
