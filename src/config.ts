import { requiredVariables } from '../adapters/index.ts';
import { readRsaPublicKey } from './core/webhooks/rsa-public-key.ts';
import type { Platform } from './core/words/vocabulary.ts';
import { VARIABLES, type LogLevel, type Variables } from './variables.ts';

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
