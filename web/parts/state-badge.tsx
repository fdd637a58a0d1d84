import { useTranslation } from 'react-i18next';
import type { CartState, DeliveryState, MessageState } from '../../src/core/words/vocabulary.ts';
import { Mark } from './mark.tsx';

type Tone = 'success' | 'info' | 'attention' | 'warning' | 'critical' | undefined;

const CART_TONES: Readonly<Record<CartState, Tone>> = {
  recovered: 'success',
  purchased: 'success',
  abandoned: 'warning',
  pending_payment: 'attention',
  active: 'info',
  anonymous: undefined,
  expired: undefined,
  closed: undefined,
};

export const CartStateBadge = ({ state }: { readonly state: CartState }) => {
  const { t } = useTranslation();
  return <Mark tone={CART_TONES[state]}>{t(`cartStates.${state}`)}</Mark>;
};

const MESSAGE_TONES: Readonly<Record<MessageState, Tone>> = {
  planned: 'info',
  claimed: 'info',
  sending: 'info',
  accepted: 'success',
  delivered: 'success',
  read: 'success',
  skipped: undefined,
  expired: undefined,
  failed: 'critical',
  uncertain: 'attention',
};

export const MessageStateBadge = ({ state }: { readonly state: MessageState }) => {
  const { t } = useTranslation();
  return <Mark tone={MESSAGE_TONES[state]}>{t(`messageStates.${state}`)}</Mark>;
};

const DELIVERY_TONES: Readonly<Record<DeliveryState, Tone>> = {
  received: 'info',
  processed: 'success',
  ignored: undefined,
  dead: 'critical',
};

export const DeliveryStateBadge = ({ state }: { readonly state: DeliveryState }) => {
  const { t } = useTranslation();
  return <Mark tone={DELIVERY_TONES[state]}>{t(`deliveryStates.${state}`)}</Mark>;
};
