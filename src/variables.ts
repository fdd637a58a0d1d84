import { isIP } from 'node:net';
import { z } from 'zod';
import { parseDuration } from './core/words/duration.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

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

/** What each variable of the environment may say, and says where it is left out; platforms have their own. */
export const VARIABLES = z.object({
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
  METRICS_TOKEN: text,
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

export type Variables = z.infer<typeof VARIABLES>;

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
