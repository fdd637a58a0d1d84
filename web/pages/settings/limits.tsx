import { Button, FormLayout, TextField } from '@shopify/polaris';
import { DeleteIcon, PlusIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { errorAt } from '../../api/problem.ts';
import { DurationField } from '../../parts/duration-field.tsx';
import { Section } from '../../parts/section.tsx';
import type { SectionProps } from './settings-draft.ts';

const A_DAY_APART = { max: 1, within: 'PT20H' };

/** How often one shopper is written to over all marketing flows, and how long a buyer is left in peace. */
export const Limits = ({ draft, change, error }: SectionProps) => {
  const { t } = useTranslation();
  const { budget } = draft;
  const replace = (place: number, rule: (typeof budget)[number]): void =>
    change({ budget: budget.map((one, at) => (at === place ? rule : one)) });
  return (
    <Section title={t('limits.title')} about={t('limits.about')}>
      <FormLayout>
        {budget.map((rule, place) => (
          <div className="limit" key={place}>
            <TextField
              label={t('limits.atMost', { number: place + 1 })}
              type="number"
              min={1}
              value={String(rule.max)}
              autoComplete="off"
              error={errorAt(error, `budget.${place}.max`)}
              onChange={(value) => replace(place, { ...rule, max: Math.max(1, Math.round(Number(value))) })}
            />
            <DurationField
              label={t('limits.within', { number: place + 1 })}
              value={rule.within}
              error={errorAt(error, `budget.${place}.within`)}
              onChange={(within) => replace(place, { ...rule, within })}
            />
            <Button
              icon={DeleteIcon}
              variant="tertiary"
              accessibilityLabel={t('limits.remove', { number: place + 1 })}
              onClick={() => change({ budget: budget.filter((_rule, at) => at !== place) })}
            />
          </div>
        ))}
        <div>
          <Button icon={PlusIcon} onClick={() => change({ budget: [...budget, A_DAY_APART] })}>
            {t('limits.add')}
          </Button>
        </div>
        <DurationField
          label={t('limits.coolOff')}
          helpText={t('limits.coolOffHelp')}
          value={draft.coolOff}
          error={errorAt(error, 'coolOff')}
          onChange={(coolOff) => change({ coolOff })}
        />
        <DurationField
          label={t('limits.attribution')}
          helpText={t('limits.attributionHelp')}
          value={draft.attributionWindow}
          error={errorAt(error, 'attributionWindow')}
          onChange={(attributionWindow) => change({ attributionWindow })}
        />
      </FormLayout>
    </Section>
  );
};
