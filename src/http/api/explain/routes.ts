import type { MessageId, ShopperId } from '../../../core/words/ids.ts';
import type { ExplainMessage } from '../../../pipeline/reminders/explain-message.ts';
import type { ExplainShopper } from '../../../pipeline/reminders/explain-shopper.ts';
import type { Store } from '../../../ports/store/store.ts';
import { EXPLAIN_MESSAGE, EXPLAIN_SHOPPER } from '../../contract/carts.ts';
import { NOT_FOUND } from '../../problem.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { readerOf } from '../reader.ts';
import { storeOf } from '../store-of.ts';
import { writeInstantOrNull } from '../write.ts';
import { presentOutlook } from './present.ts';

export type ExplainRouteParts = {
  readonly store: Pick<Store, 'stores'>;
  readonly explainMessage: ExplainMessage;
  readonly explainShopper: ExplainShopper;
  readonly now: () => Date;
};

export const explainRoutes = (parts: ExplainRouteParts): readonly Bound[] => [
  bind(EXPLAIN_MESSAGE, async ({ storeId, params, acceptLanguage }) => {
    const reader = readerOf(acceptLanguage, await storeOf(parts.store.stores, storeId));
    const id = params.id as MessageId;
    const explained = await parts.explainMessage({ storeId, id, now: parts.now(), reader });
    if (explained === null) return refuse(NOT_FOUND);
    const { message, outlook, text, otherwise, facts, offer } = explained;
    return done({
      message: { id: message.id, state: message.state, reason: message.reason },
      text,
      otherwise,
      facts: { ...facts },
      offer,
      outlook: outlook === null ? null : presentOutlook(outlook),
    });
  }),
  bind(EXPLAIN_SHOPPER, async ({ storeId, params, acceptLanguage }) => {
    const reader = readerOf(acceptLanguage, await storeOf(parts.store.stores, storeId));
    const shopperId = params.id as ShopperId;
    const explained = await parts.explainShopper({ storeId, shopperId, now: parts.now(), reader });
    if (explained === null) return refuse(NOT_FOUND);
    return done({
      reactivation: explained.reactivation.map(({ trigger, qualifiesAt, run, text, outlook }) => ({
        trigger,
        qualifiesAt: writeInstantOrNull(qualifiesAt),
        startedAt: writeInstantOrNull(run?.openedAt ?? null),
        endedAt: writeInstantOrNull(run?.endedAt ?? null),
        endReason: run?.endReason ?? null,
        text,
        outlook: outlook === null ? null : presentOutlook(outlook),
      })),
      campaigns: explained.campaigns.map(({ campaignId: id, name, state, reason, text }) => ({
        id,
        name,
        state,
        reason,
        text,
      })),
    });
  }),
];
