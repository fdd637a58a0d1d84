import { newWebhookSecret } from '../../../core/webhooks/standard-webhooks.ts';
import { newId, type OutboundWebhookId, type RandomBytes } from '../../../core/words/ids.ts';
import type { OutboundWebhook, WebhookCall } from '../../../ports/store/outbound-webhooks.ts';
import type { Store } from '../../../ports/store/store.ts';
import {
  ADD_OUTBOUND_WEBHOOK,
  LIST_OUTBOUND_WEBHOOKS,
  REMOVE_OUTBOUND_WEBHOOK,
} from '../../contract/outbound-webhooks.ts';
import { invalidInput, NOT_FOUND, problem } from '../../problem.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { writeInstant, writeInstantOrNull } from '../write.ts';

export type OutboundWebhookParts = {
  readonly store: Pick<Store, 'outboundWebhooks' | 'messages' | 'commit'>;
  readonly now: () => Date;
  readonly randomBytes: RandomBytes;
  readonly mayBeCalled?: ((url: string) => boolean) | undefined;
};

const MOST = 20;
const CALLS_SHOWN = 20;

export const outboundWebhookRoutes = ({
  store,
  now,
  randomBytes,
  mayBeCalled = () => true,
}: OutboundWebhookParts): readonly Bound[] => [
  bind(LIST_OUTBOUND_WEBHOOKS, async ({ storeId }) => {
    const all = await store.outboundWebhooks.list(storeId);
    const items = await Promise.all(
      all.map(async (webhook) => ({
        ...present(webhook),
        calls: (await store.outboundWebhooks.recent(storeId, webhook.id, CALLS_SHOWN)).map(presentCall),
      })),
    );
    return done({ items, next: null });
  }),

  bind(ADD_OUTBOUND_WEBHOOK, async ({ storeId, body }) => {
    if (!mayBeCalled(body.url)) return refuse(NOT_PUBLIC);
    if ((await store.outboundWebhooks.list(storeId)).length >= MOST) return refuse(TOO_MANY);
    const createdAt = now();
    const id = newId<OutboundWebhookId>(createdAt, randomBytes);
    const secret = newWebhookSecret(randomBytes);
    const { url, events } = body;
    await store.commit([
      store.outboundWebhooks.added({ id, storeId, url, events, secret, createdAt }),
      // Messages that waited for somebody to listen are looked at again.
      ...store.messages.reconsider({ storeId, waiting: true, at: createdAt }),
    ]);
    const added = await store.outboundWebhooks.find(storeId, id);
    return added === null ? refuse(NOT_FOUND) : done({ ...present(added), secret });
  }),

  bind(REMOVE_OUTBOUND_WEBHOOK, async ({ storeId, params }) => {
    const id = params.id as OutboundWebhookId;
    const outcome = await store.commit(store.outboundWebhooks.removed(storeId, id));
    return outcome === 'conflict' ? refuse(NOT_FOUND) : done(undefined);
  }),
];

/** Said at once where it is plain, rather than by calls that fail for a day. */
const NOT_PUBLIC = invalidInput(422, [{ path: 'url', message: 'must be an address on the public internet' }]);
const TOO_MANY = problem(409, 'conflict', `A store may have ${MOST} outbound webhooks.`);

const present = ({ id, url, events, state, reason, ...times }: OutboundWebhook) => ({
  id,
  url,
  events: [...events],
  state,
  reason,
  failingSince: writeInstantOrNull(times.failingSince),
  answeredAt: writeInstantOrNull(times.answeredAt),
  createdAt: writeInstant(times.createdAt),
});

const presentCall = (call: WebhookCall) => ({
  id: call.eventId,
  event: call.event,
  cartId: call.cartId,
  at: writeInstant(call.at),
  state: call.state,
  attempts: call.attempts,
  status: call.status,
  reason: call.reason,
  nextAttemptAt: call.state === 'waiting' ? writeInstant(call.nextAttemptAt) : null,
});
