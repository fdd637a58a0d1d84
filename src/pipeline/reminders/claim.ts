import type { MessageId } from '../../core/words/ids.ts';
import type { Store } from '../../ports/store/store.ts';
import type { StoredMessage } from '../../ports/store/messages.ts';
import type { Write } from '../../ports/store/write.ts';

/** A message that is considered now. */
export type Taken = {
  /** As it stands once it is claimed. */
  readonly message: StoredMessage;
  readonly claim: Write;
};

const CLAIM_LEASE_MS = 2 * 60_000;

type Parts = { readonly store: Pick<Store, 'messages'> };

/**
 * The claim is the first statement of whatever is written of the message: taken together with what it was taken for,
 * it needs no unit of its own. Of two who consider one message, the second one's unit is a conflict.
 */
export const takeFor = (parts: Parts, message: StoredMessage, now: Date): Taken => {
  const { claim, claimedUntil } = claimFor(parts, message.id, now);
  return {
    message: { ...message, state: 'claimed', claimedUntil, revision: message.revision + 1 },
    claim,
  };
};

/** Until its end nobody else takes the message. */
export const claimFor = ({ store }: Parts, id: MessageId, now: Date) => {
  const claimedUntil = new Date(now.getTime() + CLAIM_LEASE_MS);
  return { claim: store.messages.claimed(id, now, claimedUntil), claimedUntil };
};

/** `again`: somebody else took it, or something changed between reading and writing; nothing was written. */
export const writeClaimed = async (
  { store }: { readonly store: Pick<Store, 'commit'> },
  { claim }: Pick<Taken, 'claim'>,
  writes: readonly Write[],
): Promise<'done' | 'again'> => ((await store.commit([claim, ...writes])) === 'committed' ? 'done' : 'again');
