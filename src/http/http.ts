import type { RequestListener } from 'node:http';
import { requiredVariables } from '../../adapters/index.ts';
import { newId, type RandomBytes } from '../core/words/ids.ts';
import type { Platform } from '../core/words/vocabulary.ts';
import type { ForgedBook } from '../pipeline/intake/forged-book.ts';
import type { Receive } from '../pipeline/intake/receive.ts';
import type { AdmitToken } from '../pipeline/embedding/admit-token.ts';
import { createReplay } from '../pipeline/reminders/replay.ts';
import type { ConnectStores } from '../pipeline/connect/connect.ts';
import type { Adapter } from '../ports/adapter.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store/store.ts';
import type { AdminFile } from './admin/admin-files.ts';
import { adminRoutes } from './admin/admin-pages.ts';
import { createFindEmbedded, type EmbeddingParts } from './admin/embedded-page.ts';
import type { Bound } from './api/bind.ts';
import { byHandEndpoints, type ByHand } from './api/by-hand.ts';
import { campaignRoutes, type CampaignRouteParts } from './api/campaigns/routes.ts';
import { cartRoutes, type CartRouteParts } from './api/carts/routes.ts';
import { dataRequestRoutes } from './api/data-requests/routes.ts';
import { deliveryRoutes } from './api/deliveries/routes.ts';
import { documentRoutes } from './api/document.ts';
import { explainRoutes, type ExplainRouteParts } from './api/explain/routes.ts';
import { eventRoutes } from './api/events/routes.ts';
import { replayRoutes } from './api/flows/replay.ts';
import { flowRoutes } from './api/flows/routes.ts';
import { meRoutes, type Attention } from './api/me/routes.ts';
import { messageRoutes } from './api/messages/routes.ts';
import { orderRoutes, type OrderRouteParts } from './api/orders/routes.ts';
import { outboundWebhookRoutes } from './api/outbound-webhooks/routes.ts';
import { reconciliationRoutes, type ReconciliationRouteParts } from './api/reconciliations/routes.ts';
import { liftRoutes } from './api/reports/lift.ts';
import { offerReportRoutes } from './api/reports/offers.ts';
import { reportRoutes } from './api/reports/routes.ts';
import { createApi } from './api/serve.ts';
import { settingsRoutes } from './api/settings/routes.ts';
import { suppressionRoutes } from './api/suppressions/routes.ts';
import { createApp } from './app.ts';
import { connectRoutes } from './connect/routes.ts';
import { legalRoutes } from './legal/legal-pages.ts';
import { createListener } from './listener.ts';
import { frontDoorRoutes } from './operator/front-door.ts';
import { healthRoutes, type ReadyCheck } from './operator/health.ts';
import { landingRoutes } from './operator/landing.ts';
import { mailboxRoutes } from './operator/mailbox.ts';
import { metricsRoutes, type MetricsParts } from './operator/metrics.ts';
import { signInRoutes } from './operator/sign-in.ts';
import { shopperRoutes, type ShopperParts } from './shopper/links.ts';
import { openDoors, type PlatformSwitch } from './webhooks/doors.ts';
import { createWebhooks } from './webhooks/listen.ts';

/** All that the HTTP surface works with; main.ts puts it together. */
export type HttpParts = {
  readonly appUrl: string;
  readonly trustProxy: false | number | string;
  /** Whom the pages on privacy and support name; null: nobody is known. */
  readonly contact: string | null;
  readonly metrics: MetricsParts;
  /** `SMTP_URL` is `mailbox:`. */
  readonly hasMailbox: boolean;
  /** Whether a merchant may name such an address to be called; left out: any. */
  readonly mayBeCalled?: (url: string) => boolean;
  readonly platforms: Readonly<Record<Platform, PlatformSwitch>>;
  readonly adapters: readonly Adapter[];
  readonly store: Store;
  readonly receive: Receive;
  /** Told of webhooks that are not proven. */
  readonly forged?: Pick<ForgedBook, 'noticed'>;
  readonly links: Omit<ShopperParts, 'now'>;
  readonly carts: Pick<CartRouteParts, 'manualUrls' | 'explain' | 'closeCart'>;
  readonly orders: OrderRouteParts;
  /** Whoever comes with a token of an embedding platform; left out: nobody does. */
  readonly admitToken?: AdmitToken;
  /** Left out: the reconciliation endpoints are not served. */
  readonly reconciliations?: ReconciliationRouteParts['reconciliations'];
  readonly attention: Attention;
  readonly connect: ConnectStores;
  readonly explaining: Pick<ExplainRouteParts, 'explainMessage' | 'explainShopper'>;
  /** What would become of a campaign that began now. */
  readonly previewCampaign: CampaignRouteParts['preview'];
  /** What people of the store do by hand. */
  readonly byHand: ByHand;
  /** The built admin by path; empty or left out: a plain page stands in for it. */
  readonly adminFiles?: ReadonlyMap<string, AdminFile>;
  readonly readiness: () => Promise<readonly ReadyCheck[]>;
  /** Endpoints served by other parts. */
  readonly moreEndpoints?: readonly Bound[];
  /** Something waits in the inbox. */
  readonly nudge: () => void;
  readonly now: () => Date;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
};

/** The whole surface as one listener for a node server. */
export const createHttp = (parts: HttpParts): RequestListener => {
  const { adapters, store, receive, forged, now, log } = parts;
  const doors = openDoors(adapters, parts.platforms, requiredVariables);
  const webhooks = createWebhooks({ doors, receive, stores: store.stores, forged, now, log });
  return createListener(webhooks, createPages(parts));
};

const createPages = (parts: HttpParts) => {
  const { appUrl, store, now } = parts;
  const { access } = store;
  const isHttps = appUrl.startsWith('https:');
  const endpoints = apiEndpoints(parts);
  const mailbox = parts.hasMailbox ? store.mailbox : null;
  const storeName = async (id: Parameters<Store['stores']['find']>[0]) =>
    (await store.stores.find(id))?.name ?? null;
  const findEmbedded = createFindEmbedded(embeddingsOf(parts));
  return createApp({
    appUrl,
    trustProxy: parts.trustProxy,
    log: parts.log,
    newRequestId: () => newId(now(), parts.randomBytes),
    routers: [
      healthRoutes(parts.readiness),
      shopperRoutes({ ...parts.links, now }),
      documentRoutes(
        endpoints.map(({ endpoint }) => endpoint),
        appUrl,
      ),
      frontDoorRoutes(findEmbedded),
      legalRoutes({ contact: parts.contact, host: new URL(appUrl).host }),
      metricsRoutes(parts.metrics),
      mailboxRoutes({ mailbox, access }),
      signInRoutes({ access, isHttps }),
      connectRoutes({ ...parts, access, connectStates: store.connectStates, isHttps }),
      ...(parts.adminFiles?.has('index.html') === true ? [adminRoutes(parts.adminFiles, findEmbedded)] : []),
      landingRoutes({ access, storeName }),
    ]
      .map((router) => ({ path: '/', router }))
      .concat([
        { path: '/api/v1', router: createApi({ access, admitToken: parts.admitToken ?? NOBODY, endpoints }) },
      ]),
  });
};

/** A platform that is off frames nothing. */
const embeddingsOf = ({ adapters, platforms, store }: HttpParts): EmbeddingParts => ({
  adapters: adapters.filter(({ platform }) => platforms[platform].on),
  stores: store.stores,
});

const NOBODY: AdmitToken = async () => ({ kind: 'refused', headers: {} });

/** Every endpoint of the API with what serves it. */
export const apiEndpoints = (parts: HttpParts): readonly Bound[] => {
  const { store, now, nudge, appUrl, randomBytes } = parts;
  const { reader } = store;
  const custom = parts.adapters.find(({ platform }) => platform === 'custom');
  return [
    ...cartRoutes({ ...parts.carts, store, now }),
    ...messageRoutes({ reader }),
    ...flowRoutes({ store, manualUrls: parts.carts.manualUrls, appUrl, now, randomBytes }),
    ...replayRoutes({ store, replay: createReplay({ store, clock: { now } }) }),
    ...settingsRoutes({ store, now }),
    ...reportRoutes({ store, now }),
    ...liftRoutes({ store, now }),
    ...offerReportRoutes({ store, now }),
    ...deliveryRoutes({ store, now, nudge }),
    ...dataRequestRoutes({ store, now }),
    ...outboundWebhookRoutes({ store, now, randomBytes, mayBeCalled: parts.mayBeCalled }),
    ...suppressionRoutes({ store, now }),
    ...byHandEndpoints({ store, byHand: parts.byHand, manualUrls: parts.carts.manualUrls, appUrl, now }),
    ...explainRoutes({ store, now, ...parts.explaining }),
    ...campaignRoutes({ store, preview: parts.previewCampaign, now, randomBytes }),
    ...orderRoutes(parts.orders),
    ...(parts.reconciliations === undefined
      ? []
      : reconciliationRoutes({ store, reconciliations: parts.reconciliations })),
    ...meRoutes({
      store,
      hasMailbox: parts.hasMailbox,
      attention: parts.attention,
      connectUrlOf: (platform) => {
        const adapter = parts.adapters.find((one) => one.platform === platform);
        return adapter?.connect === undefined ? null : `/connect/${platform}`;
      },
      couponKindsOf: (platform) =>
        parts.adapters.find((adapter) => adapter.platform === platform)?.coupons?.kinds ?? [],
      now,
    }),
    ...(custom === undefined ? [] : eventRoutes({ store, adapter: custom, receive: parts.receive, now })),
    ...(parts.moreEndpoints ?? []),
  ];
};
