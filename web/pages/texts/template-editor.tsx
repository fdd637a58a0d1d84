import { Banner, BlockStack, Button, Text, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Template } from '../../api/flows.ts';
import { problemOf } from '../../api/problem.ts';
import { Section } from '../../parts/section.tsx';
import { BlockList } from './block-list.tsx';
import { templateErrors } from './template-errors.ts';

type Props = {
  /** The merchant's own text, saved or being written; null while the built-in one speaks. */
  readonly template: Template | null;
  readonly builtIn: Template | null;
  readonly error: unknown;
  readonly onChange: (template: Template) => void;
  readonly onRemoveOwn: (() => void) | null;
};

export const TemplateEditor = ({ template, builtIn, error, onChange, onRemoveOwn }: Props) => {
  const { t } = useTranslation();
  if (template === null) return <BuiltIn builtIn={builtIn} onChange={onChange} />;
  return (
    <Section
      title={t('texts.text')}
      about={t('texts.liquid', { open: '{{', close: '}}' })}
      actions={onRemoveOwn === null ? null : <Button onClick={onRemoveOwn}>{t('texts.useBuiltIn')}</Button>}
    >
      <BlockStack gap="400">
        <Errors error={error} />
        <TextField
          label={t('texts.subject')}
          value={template.subject}
          autoComplete="off"
          maxLength={1_000}
          error={fieldError(error, 'subject')}
          onChange={(subject) => onChange({ ...template, subject })}
        />
        <TextField
          label={t('texts.preheader')}
          value={template.preheader}
          autoComplete="off"
          maxLength={1_000}
          helpText={t('texts.preheaderHelp')}
          error={fieldError(error, 'preheader')}
          onChange={(preheader) => onChange({ ...template, preheader })}
        />
        <BlockList
          blocks={template.blocks}
          errorOf={(place) => fieldError(error, `blocks.${place}.text`)}
          onChange={(blocks) => onChange({ ...template, blocks: [...blocks] })}
        />
      </BlockStack>
    </Section>
  );
};

type BuiltInProps = Pick<Props, 'builtIn' | 'onChange'>;

const BuiltIn = ({ builtIn, onChange }: BuiltInProps) => {
  const { t } = useTranslation();
  return (
    <Section title={t('texts.builtIn')}>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="p">{t('texts.builtInText')}</Text>
        <Button
          variant="primary"
          disabled={builtIn === null}
          onClick={() => (builtIn === null ? undefined : onChange(builtIn))}
        >
          {t('texts.writeOwn')}
        </Button>
      </BlockStack>
    </Section>
  );
};

const fieldError = (error: unknown, path: string): string | undefined =>
  templateErrors(error).find((one) => one.path === path)?.message;

/** What the server found wrong in the text, with its place. */
const Errors = ({ error }: { readonly error: unknown }) => {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;
  const errors = templateErrors(error);
  const problem = problemOf(error);
  return (
    <Banner tone="critical" title={t('texts.doesNotParse')}>
      <ul className="plain-list">
        {errors.map((one) => (
          <li key={`${one.path}-${one.message}`}>
            {one.line === undefined
              ? one.message
              : t('texts.errorAt', { line: one.line, column: one.column ?? 1, message: one.message })}
          </li>
        ))}
        {errors.length === 0 ? <li>{problem?.message ?? t('common.noAnswer')}</li> : null}
      </ul>
    </Banner>
  );
};
