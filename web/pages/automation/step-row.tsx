import { Button, InlineStack } from '@shopify/polaris';
import { DeleteIcon, EditIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import type { FlowKind } from '../../../src/core/words/vocabulary.ts';
import { DurationField } from '../../parts/duration-field.tsx';
import { StepDetails } from './step-details.tsx';
import type { StepDraft } from './step-draft.ts';
import { Mark } from '../../parts/mark.tsx';

type Props = {
  readonly kind: FlowKind;
  readonly step: StepDraft;
  readonly place: number;
  readonly mayEditText: boolean;
  readonly onChange: (part: Partial<StepDraft>) => void;
  readonly onTiming: (timing: Pick<StepDraft, 'delay' | 'before'>) => void;
  /** Null for the last one left: a flow has at least one step. */
  readonly onRemove: (() => void) | null;
};

/** One reminder: when it goes, on which channels, and the way to its text. */
export const StepRow = ({ kind, step, place, mayEditText, onChange, onTiming, onRemove }: Props) => {
  const { t } = useTranslation();
  const isBefore = step.before !== undefined;
  const number = place + 1;
  return (
    <div className="step">
      <span className="step-number" aria-hidden="true">
        {number}
      </span>
      <div className="step-when">
        <DurationField
          label={
            isBefore ? t('automation.beforePaymentEnds', { number }) : t(`flows.${kind}.after`, { number })
          }
          value={step.before ?? step.delay ?? 'PT0S'}
          units={['minutes', 'hours', 'days']}
          onChange={(iso) => onTiming(isBefore ? { before: iso } : { delay: iso })}
        />
      </div>
      <div className="step-channels">
        <InlineStack gap="100">
          {step.channels.map((channel) => (
            <Mark key={channel}>{t(`channels.${channel}`)}</Mark>
          ))}
        </InlineStack>
      </div>
      <div className="step-actions">
        {step.id === undefined || !mayEditText ? null : (
          <Button
            icon={EditIcon}
            url={`/automation/${kind}/${step.id}`}
            accessibilityLabel={t('automation.editTextOf', { number })}
          >
            {t('automation.editText')}
          </Button>
        )}
        {onRemove === null ? null : (
          <Button
            icon={DeleteIcon}
            variant="tertiary"
            accessibilityLabel={t('automation.removeStep', { number })}
            onClick={onRemove}
          />
        )}
      </div>
      <StepDetails kind={kind} step={step} number={number} change={onChange} />
    </div>
  );
};
