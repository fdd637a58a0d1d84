import type { Observation } from '../../core/cart/observation.ts';
import type { Resolved } from '../../ports/adapter.ts';
import type { Delivery } from '../../ports/store/deliveries.ts';
import type { Naming } from './ask-platform.ts';
import type { Lanes } from './lanes.ts';
import { reasonOf, type Settle, type SettleParts } from './settle-deliveries.ts';

export type AnswerParts = Pick<SettleParts, 'intake' | 'clock' | 'log'> & {
  readonly lanes: Lanes;
  readonly settle: Settle;
};

/** What the platform answered takes effect on all deliveries that named the thing. Never rejects. */
export const createSettleAnswer = ({ intake, clock, log, lanes, settle }: AnswerParts) => {
  /** What was asked for is told at the time of the answer, not of the delivery that made us ask. */
  const told = async ({ store, deliveries: named }: Naming, observations: readonly Observation[]) => {
    const receivedAt = clock.now();
    const tellings = observations.map((one) => ({ told: one, receivedAt }));
    const now = (await intake.store.stores.find(store.id)) ?? store;
    await lanes.run(store.id, () =>
      settle.batch({ store: now, items: named.map((delivery) => ({ delivery, tellings })) }),
    );
  };

  const answer = async (naming: Naming, resolved: Resolved): Promise<unknown> => {
    const each = <Result>(one: (delivery: Delivery) => Promise<Result>) =>
      Promise.all(naming.deliveries.map(one));
    switch (resolved.kind) {
      case 'observed':
        return told(naming, resolved.observations);
      case 'ignored':
        return each((one) => settle.withoutEffect(one, { kind: 'ignore', reason: resolved.reason }));
      case 'malformed':
        return each((one) => settle.withoutEffect(one, { kind: 'bury', reason: resolved.reason }));
      case 'unauthorized':
        return each((one) => settle.failed(one, new Error('the platform refuses our credentials')));
      case 'rate_limited':
        return each((one) =>
          settle.failed(one, new Error('the platform asks for patience'), resolved.retryAfterMs),
        );
      case 'unavailable':
        return each((one) => settle.failed(one, new Error(resolved.reason)));
    }
  };

  return async (naming: Naming, resolved: Resolved): Promise<void> => {
    try {
      await answer(naming, resolved);
    } catch (cause) {
      // They come back when their time aside is over.
      log.error({ storeId: naming.store.id, reason: reasonOf(cause) }, 'answer not written');
    }
  };
};
