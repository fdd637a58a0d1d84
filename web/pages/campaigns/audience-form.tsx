import { FormLayout, Select, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { Section } from '../../parts/section.tsx';
import type { CampaignDraft } from './campaign-draft.ts';

type Props = {
  readonly draft: CampaignDraft;
  readonly change: (part: Partial<CampaignDraft>) => void;
};

type TextName = Exclude<keyof CampaignDraft, 'who' | 'offer' | 'template'>;

/** Whom it is for, and how fast it goes. */
export const AudienceForm = ({ draft, change }: Props) => {
  const { t } = useTranslation();
  const field = (name: TextName, type: 'text' | 'date' | 'number' = 'text', help?: string) => (
    <TextField
      label={t(`campaigns.fields.${name}`)}
      type={type}
      value={draft[name]}
      autoComplete="off"
      helpText={help}
      onChange={(value) => change({ [name]: value })}
    />
  );
  return (
    <Section title={t('campaigns.audience')} about={t('campaigns.audienceAbout')}>
      <FormLayout>
        {field('name')}
        <FormLayout.Group>
          {field('from', 'date')}
          {field('to', 'date')}
        </FormLayout.Group>
        <FormLayout.Group>
          <Select
            label={t('filters.who')}
            value={draft.who}
            options={[
              { value: '', label: t('filters.everybody') },
              { value: 'registered', label: t('filters.registered') },
              { value: 'guest', label: t('filters.guest') },
            ]}
            onChange={(who) => change({ who: who as CampaignDraft['who'] })}
          />
          {field('minAbandoned', 'number')}
        </FormLayout.Group>
        <FormLayout.Group>
          {field('product', 'text', t('filters.productHint'))}
          {field('country', 'text', t('campaigns.countryHelp'))}
        </FormLayout.Group>
        {field('rate', 'number', t('campaigns.rateHelp'))}
      </FormLayout>
    </Section>
  );
};
