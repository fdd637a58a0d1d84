import type { StoreId } from '../../../core/words/ids.ts';
import type { Channel, Platform } from '../../../core/words/vocabulary.ts';
import type { Coupons } from '../../../ports/platform-work.ts';
import type { Errand } from '../../../ports/store/errands.ts';
import type { Store } from '../../../ports/store/store.ts';
import type { ConnectedStore } from '../../../ports/store/stores.ts';
import { READ_ME } from '../../contract/me.ts';
import { bind, done, type Bound } from '../bind.ts';
import { storeOf } from '../store-of.ts';
import { writeInstant, writeInstantOrNull } from '../write.ts';

export type MeRouteParts = {
  readonly store: Pick<
    Store,
    'stores' | 'flows' | 'deliveries' | 'dataRequests' | 'forged' | 'outboundWebhooks' | 'errands'
  >;
  readonly hasMailbox: boolean;
  readonly attention: Attention;
  /** Where stores of a platform are connected in a browser. */
  readonly connectUrlOf: (platform: Platform) => string | null;
  readonly couponKindsOf: (platform: Platform) => Coupons['kinds'];
  readonly now: () => Date;
};

/** What is known elsewhere of what needs somebody's attention. */
export type Attention = {
  readonly channelsDown: (
    storeId: StoreId,
  ) => readonly { readonly channel: Channel; readonly reason: string }[];
  /** What the store's platform was not allowed to let us do. */
  readonly missingScopes: (store: ConnectedStore) => readonly string[];
  readonly tasksDue: (storeId: StoreId) => Promise<number>;
};

export const meRoutes = ({
  store,
  hasMailbox,
  attention,
  couponKindsOf,
  now,
  connectUrlOf,
}: MeRouteParts): readonly Bound[] => [
  bind(READ_ME, async ({ storeId }) => {
    const connected = await storeOf(store.stores, storeId);
    const flows = await store.flows.list(storeId);
    const { email } = connected.settings;
    return done({
      store: { ...presentStore(connected), connectUrl: connectUrlOf(connected.platform) },
      health: {
        senderComplete: isWritten(email.legalName) && isWritten(email.postalAddress),
        flowsOff: flows.filter(({ enabled }) => !enabled).map(({ kind }) => kind),
        channelsDown: [...attention.channelsDown(storeId)],
        forgedDeliveries: await store.forged.countSince(storeId, new Date(now().getTime() - WEEK_MS)),
        deadDeliveries: await store.deliveries.countDead(storeId),
        tasksDue: await attention.tasksDue(storeId),
        dataRequestsWaiting: await store.dataRequests.countWaiting(storeId),
        webhooksDisabled: (await store.outboundWebhooks.list(storeId)).filter(
          ({ state: stands }) => stands === 'disabled',
        ).length,
        reconnect: whyToReconnect(connected),
        missingScopes: [...attention.missingScopes(connected)],
        ...presentErrands(await store.errands.ofStore(storeId)),
        ordersSeenUntil: writeInstantOrNull(connected.ordersSeenUntil),
        lastWebhookAt: writeInstantOrNull(connected.lastWebhookAt),
      },
      couponKinds: [...couponKindsOf(connected.platform)],
      mailbox: hasMailbox,
    });
  }),
];

const WEEK_MS = 7 * 86_400_000;

/** Credentials that the platform no longer takes, whether they ended or were taken back. */
const whyToReconnect = ({ lapsed, state, tail }: ConnectedStore): string | null =>
  lapsed?.reason ?? (state === 'active' && tail.reason === 'unauthorized' ? tail.reason : null);

const presentErrands = (errands: readonly Errand[]) => {
  const of = (kind: Errand['kind']) => errands.find((errand) => errand.kind === kind);
  const sync = of('first_sync');
  return {
    webhooksFailing: of('webhooks')?.reason ?? null,
    firstSync: sync === undefined ? null : presentSync(sync),
  };
};

const presentSync = ({ progress, dueAt, reason }: Errand) =>
  progress === null
    ? null
    : {
        state:
          dueAt === null ? ('done' as const) : reason === null ? ('running' as const) : ('waiting' as const),
        since: writeInstant(progress.since),
        until: writeInstant(progress.until),
        ordersReadUntil: writeInstant(progress.ordersReadUntil),
        orders: progress.orders,
        carts: progress.carts,
        reason,
      };

const isWritten = (text: string | null): boolean => text !== null && text.trim() !== '';

const presentStore = ({ id, platform, name, url, state, settings }: ConnectedStore) => ({
  id,
  platform,
  name,
  url,
  state,
  currency: settings.currency,
  locale: settings.locale,
  timeZone: settings.timeZone,
  country: settings.country,
});
