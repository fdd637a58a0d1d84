import { randomBytes } from 'node:crypto';
import type { Flow } from '../../../src/core/flows/flow.ts';
import { preparedFlow } from '../../../src/core/flows/prepared-flow.ts';
import {
  newId,
  type CartId,
  type EpisodeId,
  type MessageId,
  type ShopperId,
  type StoreId,
} from '../../../src/core/words/ids.ts';
import { NEW_MESSAGE } from '../../../src/pipeline/reminders/plan-next.ts';
import type { Write } from '../../../src/ports/store/write.ts';
import type { OpenStore } from '../../../src/store/open.ts';
import { contents, line } from '../../support/observations.ts';
import { storedCart } from '../../support/stored.ts';
import { connectStore } from '../product.ts';

const HOUR_MS = 3_600_000;

export type Sender = { readonly storeId: StoreId; readonly flow: Flow };

/** A store of its own API with the abandoned-cart flow on, sending through its own mail server where one is named. */
export const connectSender = async (store: OpenStore, smtpUrl: string | null): Promise<Sender> => {
  const enabledAt = new Date(Date.now() - 48 * HOUR_MS);
  const prepared = preparedFlow('abandoned_cart', enabledAt, () => newId(enabledAt, randomBytes));
  const flow: Flow = { ...prepared, enabled: true, enabledAt };
  const storeId = await connectStore(store, {
    platform: 'custom',
    externalKey: null,
    flows: [flow],
    now: enabledAt,
  });
  const known = await store.stores.find(storeId);
  if (known !== null && smtpUrl !== null)
    await store.commit([store.stores.settingsChanged(known, {}, { smtpUrl })]);
  return { storeId, flow };
};

/** Messages of the flow's first step that fall due at that time, each of another shopper of that domain. */
export const fillDueMessages = async (
  store: OpenStore,
  { sender, count, dueAt, domain }: DueMessages,
): Promise<void> => {
  for (let start = 0; start < count; start += AT_ONCE)
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, count - start) }, (_, at) =>
        store.commit(dueMessage(store, { sender, dueAt, email: `ana${start + at}@${domain}` })),
      ),
    );
  await store.commit([store.dueStores.broughtForward(sender.storeId, dueAt)]);
};

export type DueMessages = {
  readonly sender: Sender;
  readonly count: number;
  readonly dueAt: Date;
  readonly domain: string;
};

const AT_ONCE = 100;

type DueMessage = { readonly sender: Sender; readonly dueAt: Date; readonly email: string };

const dueMessage = (store: OpenStore, { sender, dueAt, email }: DueMessage): readonly Write[] => {
  const { storeId, flow } = sender;
  const activeAt = new Date(Math.min(dueAt.getTime(), Date.now()) - HOUR_MS);
  const id = <Id extends string>() => newId<Id>(activeAt, randomBytes);
  const [shopperId, cartId, episodeId] = [id<ShopperId>(), id<CartId>(), id<EpisodeId>()];
  const common = { storeId, shopperId, cartId } as const;
  const seen = {
    externalId: `cart of ${email}`,
    updatedAt: activeAt,
    contact: { email, phone: null, name: 'Ana Souza' },
    contents: contents({ lines: [line(), line({ title: 'Camiseta' }), line({ title: 'Prato' })] }),
  };
  const times = { startedAt: activeAt, lastActivityAt: activeAt, firstSeenAt: activeAt };
  const cart = storedCart(seen, { ...times, id: cartId, storeId, shopperId });
  const step = flow.steps[0];
  if (step === undefined) throw new Error('a flow without steps');
  return [
    store.shoppers.inserted({
      id: shopperId,
      storeId,
      identityKey: `e:${email}`,
      emailKey: email,
      phoneKey: null,
      customerId: null,
      firstSeenAt: activeAt,
      lastActivityAt: activeAt,
    }),
    ...store.carts.inserted(cart, 'https://shop.example/cart'),
    store.episodes.opened({
      ...common,
      id: episodeId,
      flow: flow.kind,
      orderId: null,
      anchorAt: activeAt,
      lateMs: 0,
      openedAt: activeAt,
      endedAt: null,
      endReason: null,
      holdout: false,
      revision: 1,
    }),
    store.messages.planned({
      ...NEW_MESSAGE,
      ...common,
      id: id<MessageId>(),
      episodeId,
      flow: flow.kind,
      stepId: step.id,
      stepIndex: 0,
      channel: 'email',
      dueAt,
      plannedAt: activeAt,
      shelfEndsAt: new Date(dueAt.getTime() + 12 * HOUR_MS),
    }),
  ];
};
