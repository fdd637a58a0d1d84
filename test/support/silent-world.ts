import { randomBytes } from 'node:crypto';
import type { Campaign } from '../../src/core/campaigns/campaign.ts';
import type { Observation } from '../../src/core/cart/observation.ts';
import type { Flow } from '../../src/core/flows/flow.ts';
import { preparedFlow } from '../../src/core/flows/prepared-flow.ts';
import { newId, type CampaignId, type ShopperId, type StepId } from '../../src/core/words/ids.ts';
import type { CampaignParts } from '../../src/pipeline/campaigns/parts.ts';
import { createRunCampaigns } from '../../src/pipeline/campaigns/run-campaigns.ts';
import { createCustom } from '../../adapters/custom/index.ts';
import { createReturns } from '../../src/pipeline/return/returns.ts';
import { createReactivate } from '../../src/pipeline/reminders/reactivate.ts';
import { silentLog } from '../store/open-test-store.ts';
import type { TestDatabase } from '../store/databases.ts';
import { openPaymentWorld } from './payment-world.ts';

/** A store whose shoppers may fall silent and be written to about it, or be chosen for a campaign. */
export const openSilentWorld = async (
  make: () => Promise<TestDatabase>,
  given: Parameters<typeof openPaymentWorld>[1] = {},
) => {
  const world = await openPaymentWorld(make, given);
  const { store, clock } = world;
  const storeId = await world.open('loja');
  const { snapshots } = world.parts.store;
  const parts: CampaignParts = { ...world.parts, store: { ...store, snapshots } };
  const reactivate = createReactivate({ ...world.parts, store });
  const runCampaigns = createRunCampaigns(parts);

  const switchOn = async (over: Partial<Flow> = {}): Promise<void> => {
    const now = clock.now();
    const flow = preparedFlow('reactivation', now, () => newId<StepId>(now, randomBytes));
    await store.commit([store.flows.added(storeId, { ...flow, enabled: true, enabledAt: now, ...over })]);
    clock.advance(1_000);
  };
  let told = 0;
  /** A cart left at this moment. */
  const leaves = async (email: string, over: Partial<Extract<Observation, { kind: 'cart' }>> = {}) => {
    const externalId = over.externalId ?? `c${(told += 1)}`;
    await world.tell(storeId, world.cart({ externalId, contact: contactOf(email), ...over }));
    return world.cartOf(storeId, externalId);
  };
  /** An order of no cart, paid at this moment. */
  const buys = async (email: string, over: Partial<Extract<Observation, { kind: 'order' }>> = {}) =>
    world.tell(
      storeId,
      world.order({
        externalId: `o${(told += 1)}`,
        contact: contactOf(email),
        paymentState: 'paid',
        cartRefs: [],
        ...over,
      }),
    );
  const shopperOf = async (email: string): Promise<ShopperId> => {
    const [shopper] = await store.shoppers.byIdentities(storeId, [`e:${email}`]);
    if (shopper === undefined) throw new Error('no such shopper');
    return shopper.id;
  };
  const runsOf = async (email: string, kind: 'reactivation' | 'campaign' = 'reactivation') =>
    store.episodes.ofShopper(storeId, await shopperOf(email), kind);
  /** Days go by: all that is due in them is looked for and sent. */
  const days = async (count: number): Promise<void> => {
    for (let day = 0; day < count; day += 1) {
      await world.passes(24 * 3_600_000);
      await reactivate();
      await runCampaigns();
      await world.settleDown();
    }
  };
  const aCampaign = (over: Partial<Campaign> = {}): Campaign => {
    const now = clock.now();
    return {
      id: newId<CampaignId>(now, randomBytes),
      storeId,
      name: 'November',
      state: 'running',
      audience: {
        abandonedFrom: null,
        abandonedTo: null,
        registered: null,
        minAbandoned: 1,
        product: null,
        country: null,
      },
      channels: ['email'],
      templates: {
        'pt-BR': {
          subject: 'Uma novidade',
          preheader: '',
          blocks: [{ type: 'text', text: 'Oi' }, { type: 'coupon' }, { type: 'button', text: 'Ver' }],
        },
      },
      whatsappTemplate: null,
      offer: null,
      quietHours: null,
      messagesPerHour: 3_600,
      createdAt: now,
      requestKey: null,
      fixedUntil: null,
      fixedAt: null,
      nextReleaseAt: now,
      giveUpAt: null,
      pausedAt: null,
      endedAt: null,
      revision: 1,
      ...over,
    };
  };
  const begin = async (over: Partial<Campaign> = {}): Promise<Campaign> => {
    const campaign = aCampaign(over);
    await store.commit([store.campaigns.added(campaign)]);
    clock.advance(1_000);
    return campaign;
  };
  const { openReturnLink } = createReturns({
    store,
    adapterOf: () => createCustom(),
    reconsider: store.messages.reconsider,
    linkKeys: [new Uint8Array(32)],
    randomBytes,
    log: silentLog,
    dress: (_store, contents) => Promise.resolve(contents),
  });
  /** A person follows the link of the last mail to them, as late as no scanner does. */
  const clicks = async (email: string) => {
    const mail = world.channel.sent.findLast(({ to }) => to === email);
    const token = /\/r\/([\w-]{22})/.exec(mail?.content.html ?? '')?.[1];
    clock.advance(60_000);
    const visit = { method: 'GET', userAgent: 'Mozilla/5.0', purpose: null, acceptLanguage: null } as const;
    return { token, led: await openReturnLink({ ...visit, token }, clock.now()) };
  };
  const subjectsTo = (email: string): readonly string[] =>
    world.channel.sent.filter(({ to }) => to === email).map(({ content }) => content.subject);
  return {
    ...world,
    storeId,
    campaignParts: parts,
    reactivate,
    runCampaigns,
    switchOn,
    leaves,
    buys,
    shopperOf,
    runsOf,
    days,
    begin,
    aCampaign,
    subjectsTo,
    clicks,
  };
};

const contactOf = (email: string) => ({ email, phone: null, name: email.split('@', 1)[0] ?? null });

export type SilentWorld = Awaited<ReturnType<typeof openSilentWorld>>;
