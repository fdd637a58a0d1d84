import type { Flow } from '../../api/flows.ts';
import type { Settings, SettingsInput } from '../../api/settings.ts';

/** What the page edits: the settings, the secret (only ever written), and the flows' quiet hours. */
export type SettingsDraft = Settings & {
  readonly smtpUrl: string;
  readonly quietHours: Flow['quietHours'];
};

export type SectionProps = {
  readonly draft: SettingsDraft;
  readonly change: (changed: Partial<SettingsDraft>) => void;
  readonly error: unknown;
};

const EDITED = [
  'locale',
  'fallbackLocale',
  'timeZone',
  'consentPolicy',
  'budget',
  'coolOff',
  'attributionWindow',
  'retention',
] as const;

/** Only what was changed, so that two people editing different things do not undo each other's. */
export const settingsInput = (draft: SettingsDraft, saved: SettingsDraft): SettingsInput => {
  const changed = EDITED.filter((name) => JSON.stringify(draft[name]) !== JSON.stringify(saved[name]));
  return {
    ...Object.fromEntries(changed.map((name) => [name, draft[name]])),
    ...emailInput(draft, saved),
  };
};

const emailInput = (draft: SettingsDraft, saved: SettingsDraft): Pick<SettingsInput, 'email'> => {
  const names = [
    'fromName',
    'fromAddress',
    'replyTo',
    'returnPath',
    'legalName',
    'postalAddress',
    'logoUrl',
  ] as const;
  const changed = names.filter((name) => draft.email[name] !== saved.email[name]);
  if (changed.length === 0 && draft.smtpUrl === '') return {};
  return {
    email: {
      ...Object.fromEntries(changed.map((name) => [name, draft.email[name]])),
      ...(draft.smtpUrl === '' ? {} : { smtpUrl: draft.smtpUrl }),
    },
  };
};
