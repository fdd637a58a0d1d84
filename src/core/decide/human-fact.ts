import type { CartId } from '../words/ids.ts';
import type { ContactAnswer } from '../words/vocabulary.ts';
import type { Episode, HumanFact } from './snapshot.ts';

/** How long the machine is silent after a person of the store was in touch, where no next attempt was agreed. */
export const REST_MS = 48 * 60 * 60 * 1_000;

/**
 * What a logged contact means for a run. A no about another cart, from before this run opened, ended that one and not
 * this one: it only rests.
 */
export const humanFact = (
  contact: {
    readonly cartId: CartId;
    readonly at: Date;
    readonly answer: ContactAnswer;
    readonly nextAttemptAt: Date | null;
  },
  { cartId, openedAt }: Pick<Episode, 'cartId' | 'openedAt'>,
): HumanFact => {
  const isAboutThis = contact.cartId === cartId || contact.at >= openedAt;
  const answer = contact.answer === 'negative' && !isAboutThis ? 'none' : contact.answer;
  return { kind: 'contacted', at: contact.at, restUntil: restUntil(contact), answer };
};

/** A next attempt that lies before the contact itself says nothing of the time after it. */
const restUntil = ({ at, nextAttemptAt }: { readonly at: Date; readonly nextAttemptAt: Date | null }): Date =>
  nextAttemptAt !== null && nextAttemptAt > at ? nextAttemptAt : new Date(at.getTime() + REST_MS);
