import { useState } from 'react';
import { Select, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Step } from '../../api/flows.ts';
import { useMe } from '../../api/me.ts';
import { moneyOf } from '../../parts/offer-choice.tsx';
import type { StepPartProps } from './step-details.tsx';

type Conditions = NonNullable<Step['conditions']>;

const LISTS = ['countries', 'languages', 'products', 'tags'] as const;
const ANY = 'any';
const SHOPPERS = [ANY, 'first', 'returning'] as const;

/** Which carts the reminder is for; others go on with the next one. */
export const StepConditions = ({ step, change }: StepPartProps) => {
  const { t } = useTranslation();
  const { store } = useMe();
  const conditions: Conditions = step.conditions ?? {};
  const set = (part: Partial<Conditions>): void => change({ conditions: { ...conditions, ...part } });
  return (
    <div className="step-fields">
      {(['minimumTotal', 'maximumTotal'] as const).map((name) => (
        <TextField
          key={name}
          label={t(`conditions.${name}`)}
          suffix={store.currency}
          value={conditions[name]?.amount ?? ''}
          autoComplete="off"
          inputMode="decimal"
          onChange={(amount) => set({ [name]: moneyOf(amount, store.currency) })}
        />
      ))}
      <Select
        label={t('conditions.shopper')}
        value={conditions.shopper ?? ANY}
        options={SHOPPERS.map((value) => ({
          value,
          label: t(`conditions.shoppers.${value}`),
        }))}
        onChange={(value) => set({ shopper: value === ANY ? null : (value as 'first' | 'returning') })}
      />
      {LISTS.map((name) => (
        <WordsField
          key={name}
          label={t(`conditions.${name}`)}
          helpText={t(`conditions.${name}Help`)}
          words={conditions[name] ?? []}
          onChange={(words) => set({ [name]: words.length === 0 ? null : words })}
        />
      ))}
    </div>
  );
};

type WordsProps = {
  readonly label: string;
  readonly helpText: string;
  readonly words: readonly string[];
  readonly onChange: (words: string[]) => void;
};

/** Words with commas between them; what is typed stands as it was typed. */
const WordsField = ({ label, helpText, words, onChange }: WordsProps) => {
  const [typed, setTyped] = useState(words.join(', '));
  const isTyped = wordsOf(typed).join() === words.join();
  return (
    <TextField
      label={label}
      helpText={helpText}
      value={isTyped ? typed : words.join(', ')}
      autoComplete="off"
      onChange={(text) => {
        setTyped(text);
        onChange(wordsOf(text));
      }}
    />
  );
};

const wordsOf = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
