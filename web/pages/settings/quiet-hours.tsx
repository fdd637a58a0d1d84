import { BlockStack, ChoiceList, FormLayout, Select, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { Section } from '../../parts/section.tsx';
import type { SectionProps, SettingsDraft } from './settings-draft.ts';

type Hours = NonNullable<SettingsDraft['quietHours']>;

const NIGHT: Hours = { channels: ['whatsapp'], from: '20:00', to: '08:00', zone: 'shopper' };
const CHANNELS = ['email', 'whatsapp', 'webhook'] as const;

/** When no reminder goes out; what falls due then waits for the morning. */
export const QuietHours = ({ draft, change }: SectionProps) => {
  const { t } = useTranslation();
  const hours = draft.quietHours ?? { ...NIGHT, channels: [] };
  const set = (changed: Partial<Hours>): void => {
    const next = { ...hours, ...changed };
    change({ quietHours: next.channels.length === 0 ? null : next });
  };
  const time = (name: 'from' | 'to') => (
    <TextField
      label={t(`quietHours.${name}`)}
      type="time"
      value={hours[name]}
      autoComplete="off"
      disabled={hours.channels.length === 0}
      onChange={(value) => (value === '' ? undefined : set({ [name]: value }))}
    />
  );
  return (
    <Section title={t('quietHours.title')} about={t('quietHours.about')}>
      <BlockStack gap="400">
        <ChoiceList
          allowMultiple
          title={t('quietHours.channels')}
          choices={CHANNELS.map((value) => ({ value: value as string, label: t(`channels.${value}`) }))}
          selected={[...hours.channels]}
          onChange={(chosen) => set({ channels: CHANNELS.filter((channel) => chosen.includes(channel)) })}
        />
        <FormLayout>
          <FormLayout.Group condensed>
            {time('from')}
            {time('to')}
          </FormLayout.Group>
          <Select
            label={t('quietHours.zone')}
            value={hours.zone}
            disabled={hours.channels.length === 0}
            options={[
              { value: 'shopper', label: t('quietHours.shopperZone') },
              { value: 'store', label: t('quietHours.storeZone') },
            ]}
            onChange={(zone) => set({ zone: zone === 'store' ? 'store' : 'shopper' })}
          />
        </FormLayout>
      </BlockStack>
    </Section>
  );
};
