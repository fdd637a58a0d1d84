import { contentsMark } from './activity.ts';
import type { CartRegisters } from './cart.ts';
import { emailKey } from './contact.ts';
import { mergeCart } from './merge.ts';
import type { CartObservation } from './observation.ts';

/** What of a cart of ours is not as the platform says; none where it says the same, or old news. */
export const cartDifferences = (ours: CartRegisters, told: CartObservation, now: Date): readonly string[] => {
  const merged = mergeCart(ours, told, now);
  if (merged === ours) return [];
  const [before, after] = [comparable(ours), comparable(merged)];
  return COMPARED.filter((name) => before[name] !== after[name]);
};

const COMPARED = ['contents', 'removed', 'email', 'phone'] as const;

const comparable = ({ contents, removed, email, phone }: CartRegisters) => ({
  contents: contents === null ? null : contentsMark(contents.value),
  removed: removed?.value ?? false,
  email: emailKey(email?.value ?? null),
  phone: phone?.value ?? null,
});
