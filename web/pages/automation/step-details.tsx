import { useId, useState } from 'react';
import { BlockStack, Button, Collapsible, Select } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Channel, FlowKind } from '../../../src/core/words/vocabulary.ts';
import type { StepDraft } from './step-draft.ts';
import { StepConditions } from './step-conditions.tsx';
import { StepOffer } from './step-offer.tsx';

export type StepPartProps = {
  readonly step: StepDraft;
  readonly change: (part: Partial<StepDraft>) => void;
};

type DetailsProps = StepPartProps & { readonly kind: FlowKind; readonly number: number };

/** What a step is besides its time: its channels in order, its offer, and the carts that it is for. */
export const StepDetails = ({ kind, number, ...props }: DetailsProps) => {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <div className="step-details">
      <Button
        variant="plain"
        disclosure={isOpen ? 'up' : 'down'}
        ariaExpanded={isOpen}
        ariaControls={id}
        accessibilityLabel={t('stepDetails.openOne', { number })}
        onClick={() => setIsOpen(!isOpen)}
      >
        {t('stepDetails.open')}
      </Button>
      <Collapsible id={id} open={isOpen}>
        {isOpen ? (
          <div className="step-parts" role="group" aria-label={t('stepDetails.openOne', { number })}>
            <BlockStack gap="400">
              <Channels {...props} />
              {kind === 'pending_payment' ? null : <StepOffer {...props} />}
              <StepConditions {...props} />
            </BlockStack>
          </div>
        ) : null}
      </Collapsible>
    </div>
  );
};

const ORDERS = [['email'], ['email', 'webhook'], ['webhook', 'email'], ['webhook']] as const;

const Channels = ({ step, change }: StepPartProps) => {
  const { t } = useTranslation();
  const written = (channels: readonly Channel[]): string =>
    channels.map((channel) => t(`channels.${channel}`)).join(`, ${t('stepDetails.else')} `);
  const current = step.channels.join();
  const isKnown = ORDERS.some((order) => order.join() === current);
  const orders: readonly (readonly Channel[])[] = isKnown ? ORDERS : [...ORDERS, step.channels];
  return (
    <Select
      label={t('stepDetails.channels')}
      helpText={t('stepDetails.channelsHelp')}
      value={current}
      options={orders.map((order) => ({ value: order.join(), label: written(order) }))}
      onChange={(chosen) =>
        change({ channels: [...(ORDERS.find((order) => order.join() === chosen) ?? step.channels)] })
      }
    />
  );
};
