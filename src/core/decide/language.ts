import type { Step } from '../flows/flow.ts';
import { lookUpLanguage } from '../words/locale.ts';
import type { Channel } from '../words/vocabulary.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The language the step is written in for this shopper: their own, else the store's where theirs is unknown, else
 * the merchant's fall-back; null when no text exists in any of these.
 */
export const messageLanguage = (
  { shopper, store, channels }: Snapshot,
  step: Step,
  channel: Channel,
): string | null => {
  const own = channel === 'email' || channel === 'webhook' ? Object.keys(step.templates) : [];
  const available = [...own, ...(channels[channel]?.templateLanguages ?? [])];
  const wanted = shopper.locale ?? store.settings.locale;
  return lookUpLanguage(wanted, available) ?? lookUpLanguage(store.settings.fallbackLocale, available);
};
