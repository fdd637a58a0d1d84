import type { CartId } from '../../../core/words/ids.ts';
import type { ByHandOutcome, WriteByHand } from '../../../pipeline/conversations/write-by-hand.ts';
import type { Store } from '../../../ports/store/store.ts';
import { WRITE_BY_HAND } from '../../contract/messages.ts';
import { NOT_FOUND, invalidInput, problem, type Problem } from '../../problem.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { presentMessage } from './present.ts';

export type ByHandRouteParts = {
  readonly store: Pick<Store, 'messageList'>;
  readonly writeByHand: WriteByHand;
};

export const byHandRoutes = ({ store, writeByHand }: ByHandRouteParts): readonly Bound[] => [
  bind(WRITE_BY_HAND, async ({ storeId, params, body, idempotencyKey }) => {
    const cartId = params.id as CartId;
    const { channel, subject = '', text, couponId = null, confirm } = body;
    const outcome = await writeByHand({
      storeId,
      cartId,
      channel,
      subject,
      text,
      couponCode: couponId,
      confirm,
      idempotencyKey,
    });
    if (outcome.kind !== 'written') return refuse(problemOf(outcome));
    const all = await store.messageList.ofCarts(storeId, [cartId]);
    const message = all.find(({ id }) => id === outcome.messageId);
    return message === undefined ? refuse(NOT_FOUND) : done(presentMessage(message));
  }),
];

const problemOf = (outcome: Exclude<ByHandOutcome, { kind: 'written' }>): Problem => {
  switch (outcome.kind) {
    case 'not_found':
      return NOT_FOUND;
    case 'invalid':
      return invalidInput(422, outcome.errors);
    case 'key_reused':
      return problem(409, 'conflict', 'This Idempotency-Key stands for another message.');
    case 'refused':
      return problem(409, outcome.reason, REFUSALS[outcome.reason]);
    default:
      return outcome satisfies never;
  }
};

type Refusal = Extract<ByHandOutcome, { kind: 'refused' }>['reason'];

const REFUSALS: Readonly<Record<Refusal, string>> = {
  store_inactive: 'The store is not connected any more.',
  no_address: 'No address of the shopper is known for this channel.',
  opted_out: 'The shopper does not want messages on this channel.',
  channel_down: 'The channel cannot send at the moment.',
  bought: 'The shopper has bought; with "confirm" the message is sent all the same.',
  holdout: 'The shopper is of the group without messages; with "confirm" the message is sent all the same.',
};
