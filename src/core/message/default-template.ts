import type { Template } from '../flows/flow.ts';
import type { FlowKind, Language } from '../words/vocabulary.ts';
import { EN_TEMPLATES } from './default-templates/en.ts';
import { ES_TEMPLATES } from './default-templates/es.ts';
import type { DefaultTemplates } from './default-templates/letter.ts';
import { PL_TEMPLATES } from './default-templates/pl.ts';
import { PT_BR_TEMPLATES } from './default-templates/pt-br.ts';

/** The built-in text of a flow's step (0-based place). Steps beyond the prepared ones speak as the last prepared one. */
export const defaultTemplate = (flow: FlowKind, place: number, language: Language): Template => {
  const steps = TEMPLATES[language][flow];
  return steps[place] ?? steps.at(-1) ?? steps[0];
};

const TEMPLATES: Readonly<Record<Language, DefaultTemplates>> = {
  en: EN_TEMPLATES,
  'pt-BR': PT_BR_TEMPLATES,
  es: ES_TEMPLATES,
  pl: PL_TEMPLATES,
};
