import { FormLayout } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { errorAt } from '../../api/problem.ts';
import { DurationField } from '../../parts/duration-field.tsx';
import { Section } from '../../parts/section.tsx';
import type { SectionProps } from './settings-draft.ts';

/** How long personal data is kept. */
export const Retention = ({ draft, change, error }: SectionProps) => {
  const { t } = useTranslation();
  const { retention } = draft;
  return (
    <Section title={t('retention.title')} about={t('retention.about')}>
      <FormLayout>
        <DurationField
          label={t('retention.contacts')}
          helpText={t('retention.contactsHelp')}
          units={['days']}
          value={retention.contacts}
          error={errorAt(error, 'retention.contacts')}
          onChange={(contacts) => change({ retention: { ...retention, contacts } })}
        />
        <DurationField
          label={t('retention.inbox')}
          helpText={t('retention.inboxHelp')}
          units={['days']}
          value={retention.inbox}
          error={errorAt(error, 'retention.inbox')}
          onChange={(inbox) => change({ retention: { ...retention, inbox } })}
        />
      </FormLayout>
    </Section>
  );
};
