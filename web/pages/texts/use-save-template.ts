import { useTranslation } from 'react-i18next';
import type { Language } from '../../../src/core/words/vocabulary.ts';
import { useChangeFlow, type Flow, type Step, type Template } from '../../api/flows.ts';
import { useNotify } from '../../parts/notices.tsx';

type Place = { readonly flow: Flow; readonly step: Step; readonly language: Language };

/** Saves one language of one step; the other steps and languages go back as they came. */
export const useSaveTemplate = ({ flow, step, language }: Place, onSaved: () => void) => {
  const { t } = useTranslation();
  const notify = useNotify();
  const change = useChangeFlow();
  const put = (templates: Step['templates']): void =>
    change.mutate(
      {
        kind: flow.kind,
        body: { steps: flow.steps.map((one) => (one.id === step.id ? { ...one, templates } : one)) },
      },
      {
        onSuccess: () => {
          notify(t('saveBar.saved'));
          onSaved();
        },
        onError: (error) => notify(error.message, 'bad'),
      },
    );
  return {
    isSaving: change.isPending,
    save: (template: Template): void => put({ ...step.templates, [language]: template }),
    removeOwn: (): void =>
      put(Object.fromEntries(Object.entries(step.templates).filter(([name]) => name !== language))),
  };
};
