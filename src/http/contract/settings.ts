import { z } from 'zod';
import { PAYMENT_METHODS, PAYMENT_STATES } from '../../core/words/vocabulary.ts';
import { endpoint } from './endpoint.ts';
import { COUNTRY, CURRENCY, DURATION, LOCALE } from './values.ts';

const RULE = z.enum(['explicit', 'soft']);
const TIME_ZONE = z.string().refine(isTimeZone, 'must be an IANA time zone such as America/Sao_Paulo');
const LINE_OF_TEXT = z
  .string()
  .max(500)
  .regex(/^[^\p{Cc}]*$/u, 'must be one line of text');
export const ADDRESS = z
  .string()
  .max(254)
  .regex(/^[^\s<>,;"@\p{Cc}]+@[^\s<>,;"@\p{Cc}]+\.[^\s<>,;"@\p{Cc}]+$/u, 'must be one e-mail address');

/** 64 are allowed before the `@`; a plus sign and the id of a message need 27. */
const MOST_BEFORE_AT = 37;

export const CONSENT_POLICY = z
  .strictObject({
    default: RULE,
    eea: RULE,
    countries: z.record(COUNTRY, RULE),
    channels: z.partialRecord(z.enum(['email', 'whatsapp', 'sms']), RULE),
  })
  .meta({ id: 'ConsentPolicy' });

export const BUDGET = z
  .array(z.strictObject({ max: z.number().int().min(1).max(1_000), within: DURATION }))
  .max(10);

const SMTP_URL = z
  .string()
  .max(1_000)
  .refine((value) => /^smtps?:\/\/[^/]+/.test(value) && URL.canParse(value), 'must be smtp:// or smtps://');

const EMAIL_MEMBERS = {
  fromName: LINE_OF_TEXT.nullable(),
  fromAddress: ADDRESS.nullable(),
  replyTo: ADDRESS.nullable(),
  returnPath: ADDRESS.refine(
    (address) => address.lastIndexOf('@') <= MOST_BEFORE_AT,
    `must have at most ${MOST_BEFORE_AT} characters before the @`,
  )
    .nullable()
    .meta({ description: 'Where bounces go; each message adds its id after a plus sign.' }),
  legalName: LINE_OF_TEXT.nullable(),
  postalAddress: z.string().max(1_000).nullable(),
  logoUrl: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
    .max(2_000)
    .nullable(),
};

const MEMBERS = {
  abandonedAfter: DURATION,
  recoveryHorizon: DURATION,
  timeZone: TIME_ZONE,
  currency: CURRENCY,
  locale: LOCALE,
  fallbackLocale: LOCALE.nullable(),
  country: COUNTRY.nullable(),
  budget: BUDGET,
  coolOff: DURATION,
  maxLateness: DURATION,
  platformReminder: z.enum(['count', 'ignore']),
  payWithin: z.partialRecord(z.enum(PAYMENT_METHODS), DURATION),
  attributionWindow: DURATION,
  paymentMeanings: z.record(z.string().min(1).max(200), z.enum(PAYMENT_STATES)),
};

export const SETTINGS = z
  .object({
    ...MEMBERS,
    consentPolicy: CONSENT_POLICY,
    retention: z.object({ contacts: DURATION, inbox: DURATION }),
    email: z.object({ ...EMAIL_MEMBERS, smtpUrlSet: z.boolean() }),
  })
  .meta({ id: 'Settings', description: 'Secrets are write-only: only whether they are set is told.' });

export const SETTINGS_INPUT = z
  .strictObject({
    ...z.strictObject(MEMBERS).partial().shape,
    consentPolicy: CONSENT_POLICY.partial().optional(),
    retention: z.strictObject({ contacts: DURATION, inbox: DURATION }).partial().optional(),
    email: z
      .strictObject({ ...EMAIL_MEMBERS, smtpUrl: SMTP_URL.nullable(), smtpUrlSet: z.unknown() })
      .partial()
      .optional(),
  })
  .meta({ id: 'SettingsInput', description: 'Members left out keep their value.' });

export const READ_SETTINGS = endpoint({
  name: 'readSettings',
  method: 'get',
  path: '/settings',
  summary: 'The settings of the store',
  scope: 'admin',
  answer: { kind: 'json', status: 200, schema: SETTINGS },
});

export const CHANGE_SETTINGS = endpoint({
  name: 'changeSettings',
  method: 'put',
  path: '/settings',
  summary: 'Changes settings of the store',
  scope: 'admin',
  body: SETTINGS_INPUT,
  answer: { kind: 'json', status: 200, schema: SETTINGS },
});

function isTimeZone(value: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: value });
    return !/^[+-]/.test(value);
  } catch {
    return false;
  }
}
