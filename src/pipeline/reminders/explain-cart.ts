import { explain, type Explanation } from '../../core/decide/explain.ts';
import type { Reader } from '../../core/decide/write-check.ts';
import type { CartId, StoreId } from '../../core/words/ids.ts';
import type { MessageReason } from '../../core/words/reason-codes.ts';
import type { RunKind } from '../../core/words/vocabulary.ts';
import type { StoredCart } from '../../ports/store/carts.ts';
import type { Situation, SituationOf } from '../../ports/store/snapshots.ts';
import type { Store } from '../../ports/store/store.ts';
import { withChannelHealth, type KnownChannels } from './channel-health.ts';

export type ExplainCartParts = KnownChannels & {
  readonly store: Pick<Store, 'snapshots' | 'carts'>;
  /** How old the newest reading of the platform's orders may be. */
  readonly ordersFreshForMs: number;
};

export type ExplainRequest = {
  readonly storeId: StoreId;
  readonly cartId: CartId;
  readonly now: Date;
  readonly reader: Reader;
};

/** Of the flow that would speak next for the cart. */
export type ExplainedCart = Explanation & { readonly flow: RunKind };

/** What happens next to a cart and why, asked of the same functions that the sweep asks. Null: there is no such cart. */
export const createExplainCart =
  ({ store, ordersFreshForMs, channels }: ExplainCartParts) =>
  async ({ storeId, cartId, now, reader }: ExplainRequest): Promise<ExplainedCart | null> => {
    const [cart] = await store.carts.byIds(storeId, [cartId]);
    if (cart === undefined) return null;
    // As judging has it: nothing is opened for a cart until somebody tells what is in it.
    if (cart.state === 'open' && cart.linesCount === 0) return nothingComes('contents_unknown');
    const at = { now, ordersFreshForMs };
    const situation =
      (await ofPayment(store, cart, at)) ?? (await store.snapshots.ofCart(storeId, cartId, at));
    if (situation !== null) {
      const { snapshot, flow } = withChannelHealth(situation, { channels }, now);
      return { ...explain({ snapshot, flow, now, reader }), flow: flow.kind };
    }
    const stopped = REASONS[cart.state] ?? cart.closedReason;
    return stopped === null ? nothingComes('no_address') : nothingComes(stopped, 'stop');
  };

/** While an order awaits payment its own flow speaks, where that is on or has spoken. */
const ofPayment = async (
  { snapshots }: ExplainCartParts['store'],
  { storeId, id, state, orderId }: StoredCart,
  at: SituationOf,
): Promise<Situation | null> => {
  if (state !== 'pending_payment' || orderId === null) return null;
  const situation = await snapshots.ofOrder(storeId, { cartId: id, orderId }, at);
  const speaks = situation !== null && (situation.flow.enabled || situation.snapshot.episode.id !== '');
  return speaks ? situation : null;
};

/** A cart whose shopper is not known is never messaged, so there is nothing to ask; an order may have settled it still. */
const nothingComes = (reason: MessageReason, action: 'stop' | 'none' = 'none'): ExplainedCart => ({
  flow: 'abandoned_cart',
  decision: { action, until: null, reason },
  next: null,
  otherwise: null,
  checks: [],
});

const REASONS: Readonly<Partial<Record<StoredCart['state'], MessageReason>>> = {
  purchased: 'bought',
  recovered: 'bought',
  pending_payment: 'payment_pending',
};
