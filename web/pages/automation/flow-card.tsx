import { Banner, BlockStack, Button, InlineStack } from '@shopify/polaris';
import { PlusIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { useChangeFlow, type Flow } from '../../api/flows.ts';
import { problemOf } from '../../api/problem.ts';
import { useNotify } from '../../parts/notices.tsx';
import { Section } from '../../parts/section.tsx';
import { addStep, removeStep, withPart, withTiming, type StepDraft } from './step-draft.ts';
import { Triggers } from './triggers.tsx';
import { StepRow } from './step-row.tsx';
import { Mark } from '../../parts/mark.tsx';

type Props = {
  readonly flow: Flow;
  readonly steps: readonly StepDraft[];
  readonly isSaved: boolean;
  readonly onSteps: (steps: readonly StepDraft[]) => void;
};

/** One flow: on or off, and its reminders in their order. */
export const FlowCard = ({ flow, steps, isSaved, onSteps }: Props) => {
  const { t } = useTranslation();
  return (
    <Section
      title={t(`flows.${flow.kind}.name`)}
      about={t(`flows.${flow.kind}.about`)}
      actions={<Switch flow={flow} />}
    >
      <BlockStack gap="300">
        {flow.kind === 'reactivation' ? <Triggers /> : null}
        <ol className="steps">
          {steps.map((step, place) => (
            <li key={step.id ?? `new-${place}`}>
              <StepRow
                kind={flow.kind}
                step={step}
                place={place}
                mayEditText={isSaved}
                onChange={(part) => onSteps(withPart(steps, place, part))}
                onTiming={(timing) => onSteps(withTiming(steps, place, timing))}
                onRemove={steps.length > 1 ? () => onSteps(removeStep(steps, place)) : null}
              />
            </li>
          ))}
        </ol>
        <div>
          <Button icon={PlusIcon} onClick={() => onSteps(addStep(steps, flow.kind))}>
            {t('automation.addStep')}
          </Button>
        </div>
      </BlockStack>
    </Section>
  );
};

const Switch = ({ flow }: { readonly flow: Flow }) => {
  const { t } = useTranslation();
  const notify = useNotify();
  const change = useChangeFlow();
  const name = t(`flows.${flow.kind}.name`);
  const toggle = (): void =>
    change.mutate(
      { kind: flow.kind, body: { enabled: !flow.enabled } },
      {
        onSuccess: (changed) => notify(t(changed.enabled ? 'automation.isOn' : 'automation.isOff', { name })),
      },
    );
  return (
    <BlockStack gap="200" inlineAlign="end">
      <InlineStack gap="200" blockAlign="center" wrap={false}>
        <Mark tone={flow.enabled ? 'success' : undefined}>
          {flow.enabled ? t('automation.on') : t('automation.off')}
        </Mark>
        <Button
          variant={flow.enabled ? 'secondary' : 'primary'}
          loading={change.isPending}
          accessibilityLabel={t(flow.enabled ? 'automation.switchOffOne' : 'automation.switchOnOne', {
            name,
          })}
          onClick={toggle}
        >
          {flow.enabled ? t('automation.switchOff') : t('automation.switchOn')}
        </Button>
      </InlineStack>
      <NotOn error={change.error} />
    </BlockStack>
  );
};

/** The law wants a name and an address in every mail: the way to where they are entered. */
const NotOn = ({ error }: { readonly error: unknown }) => {
  const { t } = useTranslation();
  if (error === null) return null;
  if (problemOf(error)?.code !== 'sender_incomplete')
    return <Banner tone="critical">{error instanceof Error ? error.message : t('common.noAnswer')}</Banner>;
  return (
    <Banner
      tone="warning"
      title={t('automation.senderIncomplete')}
      action={{ content: t('attention.toSettings'), url: '/settings' }}
    >
      <p>{t('automation.senderIncompleteText')}</p>
    </Banner>
  );
};
