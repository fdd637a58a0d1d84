import { useState } from 'react';
import { Select } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { parseDuration } from '../../../src/core/words/duration.ts';
import { DurationField } from '../../parts/duration-field.tsx';
import { Section } from '../../parts/section.tsx';
import { useWriting } from '../../words/writing.ts';

const PRESETS = ['PT5M', 'PT10M', 'PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT4H', 'PT10H', 'PT24H'];
const OWN = 'own';

type Props = { readonly value: string; readonly onChange: (iso: string) => void };

/** How long a shopper must be silent before the cart counts as abandoned. */
export const AbandonedAfter = ({ value, onChange }: Props) => {
  const { t } = useTranslation();
  const writing = useWriting();
  const [isOwn, setIsOwn] = useState(false);
  const preset = PRESETS.find((one) => parseDuration(one) === parseDuration(value));
  const choose = (chosen: string): void => {
    setIsOwn(chosen === OWN);
    if (chosen !== OWN) onChange(chosen);
  };
  const showsOwn = isOwn || preset === undefined;
  return (
    <Section title={t('abandonedAfter.title')} about={t('abandonedAfter.about')}>
      <div className="narrow-fields">
        <Select
          label={t('abandonedAfter.silence')}
          value={showsOwn ? OWN : (preset ?? OWN)}
          options={[
            ...PRESETS.map((one) => ({ value: one, label: writing.duration(one) })),
            { value: OWN, label: t('abandonedAfter.own') },
          ]}
          onChange={choose}
        />
        {showsOwn ? (
          <DurationField
            label={t('abandonedAfter.ownValue')}
            value={value}
            units={['seconds', 'minutes', 'hours', 'days']}
            onChange={onChange}
          />
        ) : null}
      </div>
    </Section>
  );
};
