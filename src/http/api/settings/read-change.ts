import type { z } from 'zod';
import type { SettingsChange } from '../../../core/flows/default-settings.ts';
import { parseDuration } from '../../../core/words/duration.ts';
import { normaliseLocale } from '../../../core/words/locale.ts';
import type { SETTINGS_INPUT } from '../../contract/settings.ts';

type SettingsInput = z.infer<typeof SETTINGS_INPUT>;

/** A change of settings as the core takes it: only what was given. */
export const toSettingsChange = (input: SettingsInput): SettingsChange =>
  withoutUndefined({
    ...durations(input),
    timeZone: input.timeZone,
    currency: input.currency,
    locale: localeOf(input.locale),
    fallbackLocale: input.fallbackLocale === null ? null : localeOf(input.fallbackLocale),
    country: input.country === null ? null : input.country?.toUpperCase(),
    consentPolicy: input.consentPolicy && withoutUndefined(input.consentPolicy),
    budget: input.budget?.map(({ max, within }) => ({ max, withinMs: parseDuration(within) ?? 0 })),
    platformReminder: input.platformReminder,
    payWithinMs: input.payWithin && payWithinOf(input.payWithin),
    retention: input.retention && retentionOf(input.retention),
    paymentMeanings: input.paymentMeanings,
    email: input.email && emailOf(input.email),
  });

const durations = (input: SettingsInput) => ({
  abandonedAfterMs: msOf(input.abandonedAfter),
  recoveryHorizonMs: msOf(input.recoveryHorizon),
  coolOffMs: msOf(input.coolOff),
  maxLatenessMs: msOf(input.maxLateness),
  attributionWindowMs: msOf(input.attributionWindow),
});

const msOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : (parseDuration(text) ?? undefined);

const localeOf = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : (normaliseLocale(text) ?? undefined);

const payWithinOf = (given: NonNullable<SettingsInput['payWithin']>) =>
  Object.fromEntries(
    Object.entries(given).flatMap(([method, text]) => (text === undefined ? [] : [[method, msOf(text)]])),
  );

const retentionOf = ({ contacts, inbox }: NonNullable<SettingsInput['retention']>) =>
  withoutUndefined({ contactsMs: msOf(contacts), inboxMs: msOf(inbox) });

const emailOf = ({ smtpUrl: _secret, smtpUrlSet: _told, ...email }: NonNullable<SettingsInput['email']>) =>
  withoutUndefined(email);

const withoutUndefined = (given: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
