import { useTranslation } from 'react-i18next';
import { useChangeFlow, useFlows, type Flow } from '../../api/flows.ts';
import { useChangeSettings, useSettings, type Settings } from '../../api/settings.ts';
import { useDraft } from '../../parts/draft.ts';
import { Loaded } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { useSaving } from '../../parts/use-saving.ts';
import { Consent } from './consent.tsx';
import { Languages } from './languages.tsx';
import { OutboundWebhooks } from './outbound-webhooks.tsx';
import { Limits } from './limits.tsx';
import { QuietHours } from './quiet-hours.tsx';
import { Retention } from './retention.tsx';
import { Sender } from './sender.tsx';
import { settingsInput, type SettingsDraft } from './settings-draft.ts';

export const SettingsPage = () => {
  const { t } = useTranslation();
  const settings = useSettings();
  const flows = useFlows();
  return (
    <Page title={t('settings.title')} subtitle={t('settings.about')}>
      <Loaded query={settings}>
        {(loaded) => (
          <Loaded query={flows}>{(loadedFlows) => <Fields settings={loaded} flows={loadedFlows} />}</Loaded>
        )}
      </Loaded>
    </Page>
  );
};

type Props = { readonly settings: Settings; readonly flows: readonly Flow[] };

/** Quiet hours belong to the flows; here all flows of marketing have the same. */
const MARKETING = ['abandoned_cart', 'reactivation'] as const;

const Fields = ({ settings, flows }: Props) => {
  const saved: SettingsDraft = {
    ...settings,
    smtpUrl: '',
    quietHours: flows.find((flow) => flow.kind === 'abandoned_cart')?.quietHours ?? null,
  };
  const { draft, isChanged, change, discard } = useDraft(saved);
  const { start, isSaving, error } = useSave(saved, discard);
  return (
    <>
      <Sender draft={draft} change={change} error={error} />
      <Languages draft={draft} change={change} error={error} />
      <Consent draft={draft} change={change} error={error} />
      <QuietHours draft={draft} change={change} error={error} />
      <Limits draft={draft} change={change} error={error} />
      <Retention draft={draft} change={change} error={error} />
      <OutboundWebhooks />
      <SaveBar isChanged={isChanged} isSaving={isSaving} onSave={() => start(draft)} onDiscard={discard} />
    </>
  );
};

const useSave = (saved: SettingsDraft, onSaved: () => void) => {
  const { t } = useTranslation();
  const changeSettings = useChangeSettings();
  const changeFlow = useChangeFlow();
  const save = async (draft: SettingsDraft): Promise<void> => {
    await changeSettings.mutateAsync(settingsInput(draft, saved));
    if (JSON.stringify(draft.quietHours) === JSON.stringify(saved.quietHours)) return;
    for (const kind of MARKETING)
      await changeFlow.mutateAsync({ kind, body: { quietHours: draft.quietHours } });
  };
  const saving = useSaving({ save, onSaved, tell: () => t('settings.notSaved') });
  return { ...saving, error: changeSettings.error };
};
