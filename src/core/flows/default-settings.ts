import type { Platform } from '../words/vocabulary.ts';
import type { Settings } from './settings.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What the platform tells of a store, and what differs by it. */
export type StoreOrigin = Pick<Settings, 'currency' | 'locale' | 'timeZone' | 'country'> & {
  readonly platform: Platform;
};

/** A change of settings: members left out keep their value, also within the nested ones. */
export type SettingsChange = Partial<Omit<Settings, Nested>> & {
  readonly [Name in Nested]?: Partial<Settings[Name]>;
};

type Nested = 'email' | 'retention' | 'consentPolicy' | 'payWithinMs';

/** How long is kept what nobody set another time for. */
export const DEFAULT_RETENTION: Settings['retention'] = { contactsMs: 180 * DAY_MS, inboxMs: 7 * DAY_MS };

/** The settings of a store that nobody changed. */
export const defaultSettings = ({
  currency,
  locale,
  timeZone,
  country,
  platform,
}: StoreOrigin): Settings => ({
  abandonedAfterMs: 30 * MINUTE_MS,
  recoveryHorizonMs: 30 * DAY_MS,
  timeZone,
  currency,
  locale,
  fallbackLocale: null,
  country,
  consentPolicy: { default: 'soft', eea: 'explicit', countries: {}, channels: { whatsapp: 'explicit' } },
  budget: [
    { max: 1, withinMs: 20 * HOUR_MS },
    { max: 3, withinMs: 7 * DAY_MS },
  ],
  coolOffMs: DAY_MS,
  maxLatenessMs: DAY_MS,
  // Nuvemshop's merchants cannot switch its own reminder off: counting it would silence ours for good.
  platformReminder: platform === 'nuvemshop' ? 'ignore' : 'count',
  payWithinMs: { pix: 30 * MINUTE_MS, boleto: 3 * DAY_MS, bank_transfer: 5 * DAY_MS },
  attributionWindowMs: 5 * DAY_MS,
  retention: DEFAULT_RETENTION,
  paymentMeanings: {},
  email: {
    fromName: null,
    fromAddress: null,
    replyTo: null,
    returnPath: null,
    legalName: null,
    postalAddress: null,
    logoUrl: null,
  },
});

/** The settings in force: the defaults, and over them what the merchant changed. */
export const settingsInForce = (origin: StoreOrigin, changes: SettingsChange): Settings => {
  const defaults = defaultSettings(origin);
  return {
    ...defaults,
    ...changes,
    email: { ...defaults.email, ...changes.email },
    retention: { ...defaults.retention, ...changes.retention },
    consentPolicy: { ...defaults.consentPolicy, ...changes.consentPolicy },
    payWithinMs: { ...defaults.payWithinMs, ...changes.payWithinMs },
  };
};

/** Two changes, one after the other, as one. */
export const mergeChanges = (earlier: SettingsChange, later: SettingsChange): SettingsChange => ({
  ...earlier,
  ...later,
  ...mergedMember('email', earlier, later),
  ...mergedMember('retention', earlier, later),
  ...mergedMember('consentPolicy', earlier, later),
  ...mergedMember('payWithinMs', earlier, later),
});

const mergedMember = (name: Nested, earlier: SettingsChange, later: SettingsChange): SettingsChange =>
  earlier[name] || later[name] ? { [name]: { ...earlier[name], ...later[name] } } : {};
