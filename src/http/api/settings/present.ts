import type { z } from 'zod';
import type { Settings } from '../../../core/flows/settings.ts';
import { writeDuration } from '../../../core/words/duration.ts';
import type { ConnectedStore } from '../../../ports/store/stores.ts';
import type { SETTINGS } from '../../contract/settings.ts';

export const presentSettings = ({ settings, hasSmtpUrl }: ConnectedStore): z.input<typeof SETTINGS> => ({
  abandonedAfter: writeDuration(settings.abandonedAfterMs),
  recoveryHorizon: writeDuration(settings.recoveryHorizonMs),
  timeZone: settings.timeZone,
  currency: settings.currency,
  locale: settings.locale,
  fallbackLocale: settings.fallbackLocale,
  country: settings.country,
  consentPolicy: {
    ...settings.consentPolicy,
    countries: { ...settings.consentPolicy.countries },
    channels: { ...settings.consentPolicy.channels },
  },
  budget: settings.budget.map(({ max, withinMs }) => ({ max, within: writeDuration(withinMs) })),
  coolOff: writeDuration(settings.coolOffMs),
  maxLateness: writeDuration(settings.maxLatenessMs),
  platformReminder: settings.platformReminder,
  payWithin: presentPayWithin(settings),
  attributionWindow: writeDuration(settings.attributionWindowMs),
  retention: {
    contacts: writeDuration(settings.retention.contactsMs),
    inbox: writeDuration(settings.retention.inboxMs),
  },
  paymentMeanings: { ...settings.paymentMeanings },
  email: { ...settings.email, smtpUrlSet: hasSmtpUrl },
});

const presentPayWithin = ({ payWithinMs }: Settings) =>
  Object.fromEntries(Object.entries(payWithinMs).map(([method, ms]) => [method, writeDuration(ms)]));
