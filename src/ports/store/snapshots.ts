import type { Campaign } from '../../core/campaigns/campaign.ts';
import type { Episode, Snapshot, StepDone } from '../../core/decide/snapshot.ts';
import type { RunFlow } from '../../core/flows/flow.ts';
import type { CartId, OrderId, StoreId } from '../../core/words/ids.ts';
import type { ReactivationTrigger } from '../../core/words/vocabulary.ts';
import type { StoredCart } from './carts.ts';
import type { StoredOrder } from './orders.ts';
import type { StoredMessage } from './messages.ts';
import type { ConnectedStore } from './stores.ts';

declare const standing: unique symbol;

/** What a situation was made of, so that it can be told whether it changed; opaque to all but the store. */
export type Standing = { readonly [standing]: true };

/** Everything one decision is made from, and what is needed to carry it out. */
export type Situation = {
  readonly snapshot: Snapshot;
  readonly flow: RunFlow;
  readonly store: ConnectedStore;
  /** Of a run about no cart: one that is stored nowhere and holds nothing, with the shopper's own contact. */
  readonly cart: StoredCart;
  /** The order that the run is about; null for runs about a cart. */
  readonly order: StoredOrder | null;
  /** Sent by earlier runs of the cart that an order ended which lapsed since: these count for the next run too. */
  readonly sentBefore: readonly StepDone[];
  readonly shopper: { readonly name: string | null; readonly revision: number };
  /** Null where it cannot be told cheaply. */
  readonly standing: Standing | null;
};

export type SituationOf = {
  readonly now: Date;
  /** How old the newest reading of the platform's orders may be. */
  readonly ordersFreshForMs: number;
};

/** Channels are taken to be up: whether they are is known to the process that sends. */
export type Snapshots = {
  /** Of a message of a flow; null when its cart, episode, store or flow is gone. */
  readonly ofMessage: (message: StoredMessage, at: SituationOf) => Promise<Situation | null>;
  /**
   * The same situation at another time, where nothing that it was made of changed since it was read, by anybody: the
   * message, its run and the shopper stand at the revisions named here, all else as it stood. Else null: read it anew.
   */
  readonly unchanged: (
    situation: Situation,
    message: StoredMessage,
    at: SituationOf,
  ) => Promise<Situation | null>;
  /** Of a cart's newest episode, or as if one opened now; null for an unknown cart or one without a shopper. */
  readonly ofCart: (storeId: StoreId, cartId: CartId, at: SituationOf) => Promise<Situation | null>;
  /**
   * Of the pending-payment run about an order, or as if one opened now, told with the cart; null where the cart or the
   * order is unknown or nobody is known to have placed it.
   */
  readonly ofOrder: (
    storeId: StoreId,
    about: { readonly cartId: CartId; readonly orderId: OrderId },
    at: SituationOf,
  ) => Promise<Situation | null>;
  /**
   * Of a run about a shopper (reactivation, campaign) as it would open now: with their newest cart that holds
   * something, else with `NO_CART`. Null for an unknown shopper or campaign.
   */
  readonly ofShopper: (run: AboutShopper, at: SituationOf) => Promise<Situation | null>;
};

export type AboutShopper = Pick<Episode, 'storeId' | 'shopperId' | 'anchorAt'> & {
  readonly sinceAt: Date | null;
} & (
    | { readonly flow: 'reactivation'; readonly trigger: ReactivationTrigger }
    /** Stored or only thought of. */
    | { readonly flow: 'campaign'; readonly campaign: Campaign }
  );
