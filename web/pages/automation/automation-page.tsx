import { useTranslation } from 'react-i18next';
import { FLOW_KINDS } from '../../../src/core/words/vocabulary.ts';
import { useChangeFlow, useFlows, type Flow, type FlowInput } from '../../api/flows.ts';
import { problemOf } from '../../api/problem.ts';
import { useChangeSettings, useSettings, type Settings } from '../../api/settings.ts';
import { useDraft } from '../../parts/draft.ts';
import { Loaded } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { useSaving } from '../../parts/use-saving.ts';
import { AbandonedAfter } from './abandoned-after.tsx';
import { OfferCosts } from './offer-costs.tsx';
import { FlowCard } from './flow-card.tsx';
import type { StepDraft } from './step-draft.ts';

export const AutomationPage = () => {
  const { t } = useTranslation();
  const flows = useFlows();
  const settings = useSettings();
  return (
    <Page title={t('automation.title')} subtitle={t('automation.about')}>
      <Loaded query={settings}>
        {(loadedSettings) => (
          <Loaded query={flows}>{(loaded) => <Flows flows={loaded} settings={loadedSettings} />}</Loaded>
        )}
      </Loaded>
    </Page>
  );
};

type Props = { readonly flows: readonly Flow[]; readonly settings: Settings };

const Flows = ({ flows, settings }: Props) => {
  const saved = {
    abandonedAfter: settings.abandonedAfter,
    steps: Object.fromEntries(flows.map((flow) => [flow.kind, flow.steps])) as StepsByKind,
  };
  const { draft, isChanged, change, discard } = useDraft(saved);
  const { start, isSaving } = useSave(saved, discard);
  return (
    <>
      <AbandonedAfter
        value={draft.abandonedAfter}
        onChange={(abandonedAfter) => change({ abandonedAfter })}
      />
      {flows.map((flow) => (
        <FlowCard
          key={flow.kind}
          flow={flow}
          steps={draft.steps[flow.kind] ?? []}
          isSaved={!isChanged}
          onSteps={(steps) => change({ steps: { ...draft.steps, [flow.kind]: steps } })}
        />
      ))}
      <OfferCosts />
      <SaveBar isChanged={isChanged} isSaving={isSaving} onSave={() => start(draft)} onDiscard={discard} />
    </>
  );
};

type StepsByKind = Readonly<Partial<Record<Flow['kind'], readonly StepDraft[]>>>;
type Automation = { readonly abandonedAfter: string; readonly steps: StepsByKind };

/** Saves what was changed and nothing else. */
const useSave = (saved: Automation, onSaved: () => void) => {
  const { t } = useTranslation();
  const changeSettings = useChangeSettings();
  const changeFlow = useChangeFlow();
  const save = async (draft: Automation): Promise<void> => {
    if (draft.abandonedAfter !== saved.abandonedAfter)
      await changeSettings.mutateAsync({ abandonedAfter: draft.abandonedAfter });
    for (const kind of FLOW_KINDS) {
      if (JSON.stringify(draft.steps[kind]) === JSON.stringify(saved.steps[kind])) continue;
      await changeFlow.mutateAsync({ kind, body: { steps: stepsInput(draft.steps[kind] ?? []) } });
    }
  };
  const tell = (error: unknown): string => problemOf(error)?.message ?? t('common.noAnswer');
  return useSaving({ save, onSaved, tell });
};

const stepsInput = (steps: readonly StepDraft[]): NonNullable<FlowInput['steps']> => [...steps];
