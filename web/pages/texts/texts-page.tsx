import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { languageOf } from '../../../src/core/words/locale.ts';
import { LANGUAGES, type Language } from '../../../src/core/words/vocabulary.ts';
import { useFlows, usePreview, type Flow, type Step, type Template } from '../../api/flows.ts';
import { useMe } from '../../api/me.ts';
import { Loaded } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { LANGUAGE_NAMES } from '../../words/language-names.ts';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { Preview } from './preview.tsx';
import { TemplateEditor } from './template-editor.tsx';
import { TestMail } from './test-mail.tsx';
import { useSaveTemplate } from './use-save-template.ts';
import { useShownCart } from './shown-cart.tsx';
import { useSettled } from './use-settled.ts';

export const TextsPage = () => {
  const { kind, step: stepId } = useParams();
  return (
    <Loaded query={useFlows()}>
      {(flows) => {
        const flow = flows.find((one) => one.kind === kind);
        const step = flow?.steps.find((one) => one.id === stepId);
        return flow === undefined || step === undefined ? (
          <NotFoundPage />
        ) : (
          <Texts flow={flow} step={step} />
        );
      }}
    </Loaded>
  );
};

type Props = { readonly flow: Flow; readonly step: Step };

const Texts = ({ flow, step }: Props) => {
  const { t } = useTranslation();
  const { store } = useMe();
  const [search, setSearch] = useSearchParams();
  const language = languageOf(search.get('language')) ?? languageOf(store.locale) ?? 'en';
  const number = flow.steps.indexOf(step) + 1;
  return (
    <Page
      title={t('texts.title', { number })}
      subtitle={t(`flows.${flow.kind}.name`)}
      back={{ to: '/automation', label: t('automation.title') }}
    >
      <Languages
        step={step}
        chosen={language}
        onChoose={(chosen) => setSearch({ language: chosen }, { replace: true })}
      />
      <OneLanguage key={language} flow={flow} step={step} language={language} />
    </Page>
  );
};

type LanguagesProps = {
  readonly step: Step;
  readonly chosen: Language;
  readonly onChoose: (language: Language) => void;
};

const Languages = ({ step, chosen, onChoose }: LanguagesProps) => {
  const { t } = useTranslation();
  return (
    <Tabs label={t('texts.languages')} chosen={chosen}>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          aria-pressed={language === chosen}
          onClick={() => onChoose(language)}
        >
          <span lang={language}>{LANGUAGE_NAMES[language]}</span>
          {step.templates[language] === undefined ? '' : ` · ${t('texts.own')}`}
        </button>
      ))}
    </Tabs>
  );
};

const OneLanguage = ({ flow, step, language }: Props & { readonly language: Language }) => {
  const own = step.templates[language] ?? null;
  const [draft, setDraft] = useState<Template | null>(null);
  const template = draft ?? own;
  const settled = useSettled(template);
  const { isKnown, cartId, choice } = useShownCart();
  const draftInput = settled === null ? {} : { template: settled };
  const preview = usePreview(
    flow.kind,
    isKnown ? { step: step.id, locale: language, cartId, ...draftInput } : null,
  );
  const { save, removeOwn, isSaving } = useSaveTemplate({ flow, step, language }, () => setDraft(null));
  const isChanged = draft !== null && JSON.stringify(draft) !== JSON.stringify(own);
  return (
    <>
      <div className="two-columns even">
        <TemplateEditor
          template={template}
          builtIn={own === null ? (preview.data?.template ?? null) : null}
          error={preview.error}
          onChange={setDraft}
          onRemoveOwn={own === null ? null : removeOwn}
        />
        <div className="preview-side">
          <Preview preview={preview} choice={choice} />
          <TestMail flow={flow} step={step} language={language} template={settled} />
        </div>
      </div>
      <SaveBar
        isChanged={isChanged}
        isSaving={isSaving}
        onSave={() => (draft === null ? undefined : save(draft))}
        onDiscard={() => setDraft(null)}
      />
    </>
  );
};
