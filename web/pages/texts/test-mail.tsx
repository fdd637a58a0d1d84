import { useState } from 'react';
import { Button, Form, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../src/core/words/vocabulary.ts';
import { useTestMail, type Flow, type Step, type Template } from '../../api/flows.ts';
import { errorAt } from '../../api/problem.ts';
import { useNotify } from '../../parts/notices.tsx';
import { Section } from '../../parts/section.tsx';

type Props = {
  readonly flow: Flow;
  readonly step: Step;
  readonly language: Language;
  readonly template: Template | null;
};

/** Sends what the preview shows to one address: one's own. */
export const TestMail = ({ flow, step, language, template }: Props) => {
  const { t } = useTranslation();
  const notify = useNotify();
  const [to, setTo] = useState('');
  const test = useTestMail(flow.kind);
  const send = (): void =>
    test.mutate(
      { step: step.id, locale: language, to: to.trim(), ...(template === null ? {} : { template }) },
      { onSuccess: () => notify(t('texts.testSent', { to: to.trim() })) },
    );
  const error = test.isError ? (errorAt(test.error, 'to') ?? test.error.message) : undefined;
  return (
    <Section title={t('texts.test')}>
      <Form onSubmit={send}>
        <TextField
          label={t('texts.testTo')}
          type="email"
          value={to}
          autoComplete="email"
          error={error}
          onChange={setTo}
          connectedRight={
            <Button submit loading={test.isPending} disabled={to.trim() === ''}>
              {t('texts.sendTest')}
            </Button>
          }
        />
      </Form>
    </Section>
  );
};
