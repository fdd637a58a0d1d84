import { useState } from 'react';
import { Select, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { parseDuration, writeDuration } from '../../src/core/words/duration.ts';

const UNITS = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1000],
] as const;
type Unit = (typeof UNITS)[number][0];

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (iso: string) => void;
  readonly units?: readonly Unit[];
  readonly error?: string | undefined;
  readonly helpText?: string;
};

/** An ISO duration as a number and its unit. */
export const DurationField = ({
  label,
  value,
  onChange,
  units = ['minutes', 'hours', 'days'],
  error,
  helpText,
}: Props) => {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Unit | null>(null);
  const milliseconds = parseDuration(value) ?? 0;
  const unit = chosen ?? fittingUnit(milliseconds);
  const offered = units.includes(unit) ? units : [unit, ...units];
  const change = (count: string, inUnit: Unit): void => {
    setChosen(inUnit);
    onChange(writeDuration(Math.max(0, Math.round(Number(count))) * msOf(inUnit), 'hours'));
  };
  const count = String(milliseconds / msOf(unit));
  return (
    <fieldset className="duration">
      <legend>{label}</legend>
      <div className="duration-fields">
        <TextField
          label={t('duration.countOf', { label })}
          labelHidden
          type="number"
          min={0}
          value={count}
          autoComplete="off"
          error={error}
          onChange={(typed) => change(typed, unit)}
        />
        <Select
          label={t('duration.unitOf', { label })}
          labelHidden
          value={unit}
          options={offered.map((one) => ({ value: one, label: t(`duration.${one}`) }))}
          onChange={(next) => change(count, UNITS.find(([name]) => name === next)?.[0] ?? 'minutes')}
        />
      </div>
      {helpText === undefined ? null : <p className="duration-help">{helpText}</p>}
    </fieldset>
  );
};

const msOf = (unit: Unit): number => UNITS.find(([name]) => name === unit)?.[1] ?? 60_000;

/** The largest unit that writes it as a whole number: 90 minutes, not 1.5 hours; 24 hours rather than 1 day. */
const fittingUnit = (milliseconds: number): Unit =>
  UNITS.find(
    ([name, unitMs]) => milliseconds % unitMs === 0 && milliseconds >= (name === 'days' ? 2 : 1) * unitMs,
  )?.[0] ?? 'minutes';
