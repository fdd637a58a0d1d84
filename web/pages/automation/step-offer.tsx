import { OfferChoice } from '../../parts/offer-choice.tsx';
import type { StepPartProps } from './step-details.tsx';

/** What the reminder offers. */
export const StepOffer = ({ step, change }: StepPartProps) => (
  <OfferChoice offer={step.offer ?? null} onChange={(offer) => change({ offer })} />
);
