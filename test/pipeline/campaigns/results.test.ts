import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_CART } from '../../../src/core/words/ids.ts';
import type { CampaignId, MessageId } from '../../../src/core/words/ids.ts';
import { presentCampaign } from '../../../src/http/api/campaigns/present.ts';
import { createAudit } from '../../../src/pipeline/upkeep/audit.ts';
import { databases } from '../../store/databases.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../support/reminder-world.ts';
import { openSilentWorld, type SilentWorld } from '../../support/silent-world.ts';

const ANA = 'ana@example.com';
const BO = 'bo@example.com';
const reader = { language: 'en', zone: 'UTC' } as const;
const paid = (minor: number) => ({
  total: { minor, currency: 'BRL' },
  netPaid: { minor, currency: 'BRL' },
});

const ids = (cases: readonly { readonly messageId: MessageId }[]) => cases.map(({ messageId }) => messageId);

describe.each(databases)('what comes of messages that no abandonment brought, on $name', ({ make }) => {
  let world: SilentWorld;

  beforeEach(async () => {
    world = await openSilentWorld(make);
  });
  afterEach(() => world.close());

  const resultsOf = async (id: CampaignId) => {
    const campaign = await world.store.campaigns.find(world.storeId, id);
    if (campaign === null) throw new Error('no such campaign');
    const now = world.clock.now();
    return (await presentCampaign({ store: world.store, now }, campaign, reader)).results;
  };
  const miscounts = async () =>
    world.store.reader.reports.recount({
      storeId: world.storeId,
      timeZone: 'America/Sao_Paulo',
      from: '2026-01-01',
      to: '2028-01-01',
    });
  const found = async () => {
    const audit = createAudit({ store: world.store, clock: world.clock });
    await audit.countAll();
    const { messagesToBuyers, stepsSentTwice, sendsInQuietHours } = audit.latest()!;
    return {
      buyers: ids(messagesToBuyers),
      twice: ids(stepsSentTwice),
      quiet: ids(sendsInQuietHours),
    };
  };
  const NOTHING = { buyers: [], twice: [], quiet: [] };
  const campaignTo = async (...emails: readonly string[]) => {
    for (const email of emails) await world.leaves(email);
    await world.days(10);
    const campaign = await world.begin();
    for (let round = 0; round < 12; round += 1) {
      await world.runCampaigns();
      await world.settleDown();
      world.clock.advance(5 * SECOND);
    }
    return campaign;
  };
  /** The one message of the last run. */
  const messageTo = async (email: string, kind: 'campaign' | 'reactivation') => {
    const [run] = await world.runsOf(email, kind);
    const [message] = run === undefined ? [] : await world.store.messages.ofEpisode(run.id);
    if (message === undefined) throw new Error('no message');
    return message;
  };
  const again = async (messageId: MessageId, startedAt: Date) => {
    const engine = world.openEngine();
    const { attempts } = engine.tables;
    const [first] = (await engine.read(engine.db.select().from(attempts))).filter(
      (one) => one.messageId === messageId,
    );
    const second = { ...first!, id: `again-${messageId}` as never, number: 2, startedAt };
    await engine.commit([engine.write(engine.db.insert(attempts).values(second))]);
    await engine.close();
  };

  it('a purchase after a click on a campaign is its recovery, one without a click is assisted', async () => {
    const { id } = await campaignTo(ANA, BO);
    expect(await resultsOf(id)).toMatchObject({
      recipients: 2,
      sent: 2,
      clicked: 0,
      recovered: 0,
      revenue: [],
    });
    await world.clicks(ANA);
    await world.buys(ANA, paid(19_990));
    await world.buys(BO, paid(5_000));
    expect(await resultsOf(id)).toMatchObject({
      clicked: 1,
      recovered: 1,
      assisted: 1,
      revenue: [{ amount: '199.90', currency: 'BRL' }],
    });
    const [run] = await world.runsOf(ANA, 'campaign');
    expect(await world.cartOf(world.storeId, 'c1')).toMatchObject({
      state: 'recovered',
      credit: { kind: 'click', messageId: (await messageTo(ANA, 'campaign')).id },
    });
    expect(run?.endedAt).not.toBeNull();
    expect(await miscounts()).toEqual([]);
    expect(await found()).toEqual(NOTHING);
  });

  it('what is refunded later is taken out of the campaign again, and other campaigns get nothing of it', async () => {
    const { id } = await campaignTo(ANA);
    const other = await world.begin({ name: 'Other' });
    await world.clicks(ANA);
    await world.buys(ANA, { externalId: 'bought', ...paid(19_990) });
    world.clock.advance(HOUR);
    await world.buys(ANA, {
      externalId: 'bought',
      placedAt: new Date(world.clock.now().getTime() - HOUR),
      paymentState: 'refunded',
      ...paid(19_990),
      netPaid: { minor: 0, currency: 'BRL' },
    });
    expect(await resultsOf(id)).toMatchObject({ clicked: 1, recovered: 0, assisted: 0, revenue: [] });
    expect(await resultsOf(other.id)).toMatchObject({ clicked: 0, recovered: 0, revenue: [] });
    expect(await miscounts()).toEqual([]);
  });

  it('a message about no cart is credited with what its shopper then buys', async () => {
    await world.switchOn();
    await world.buys(ANA);
    await world.days(61);
    const message = await messageTo(ANA, 'reactivation');
    expect(message.cartId).toBe(NO_CART);
    await world.clicks(ANA);
    await world.buys(ANA, { externalId: 'again', ...paid(7_500) });
    const [order] = await world.store.orders.byExternalIds(world.storeId, ['again']);
    expect(order?.credit).toEqual({ kind: 'click', messageId: message.id });
    const sums = await world.store.reader.reports.sums({
      storeId: world.storeId,
      from: '2026-01-01',
      to: '2028-01-01',
      by: 'flow',
    });
    expect(sums.filter(({ basis, key }) => basis === 'episode' && key === 'reactivation')).toContainEqual(
      expect.objectContaining({ currency: 'BRL', revenueMinor: 7_500 }),
    );
    expect(await miscounts()).toEqual([]);
    expect(await found()).toEqual(NOTHING);
  });

  it('the recount finds what was counted wrongly for a message about no cart', async () => {
    await world.switchOn();
    await world.buys(ANA);
    await world.days(61);
    const { flow, stepId, channel } = await messageTo(ANA, 'reactivation');
    const [run] = await world.runsOf(ANA);
    const at = { storeId: world.storeId, timeZone: 'America/Sao_Paulo', openedAt: run!.openedAt };
    await world.store.commit(world.store.reports.count({ ...at, flow, stepId, channel, kind: 'reached' }));
    expect(await miscounts()).toMatchObject([
      { flow: 'reactivation', counter: 'reached', stored: 2, counted: 1 },
    ]);
  });

  it.each(['campaign', 'reactivation'] as const)(
    'the audit counts a message of a %s whose shopper had bought, and not what they bought long before',
    async (kind) => {
      if (kind === 'campaign') await campaignTo(ANA);
      else {
        await world.switchOn();
        await world.buys(ANA);
        await world.days(61);
      }
      const { id, sentAt } = await messageTo(ANA, kind);
      if (sentAt === null) throw new Error('not sent');
      expect(await found()).toEqual(NOTHING);
      await world.buys(ANA, { externalId: 'later', placedAt: new Date(sentAt.getTime() + SECOND) });
      expect(await found()).toEqual(NOTHING);
      await world.buys(ANA, { externalId: 'hidden', placedAt: new Date(sentAt.getTime() - 2 * MINUTE) });
      expect(await found()).toEqual({ ...NOTHING, buyers: [id] });
    },
  );

  it.each(['campaign', 'reactivation'] as const)(
    'the audit counts a message of a %s that went twice, and at night',
    async (kind) => {
      const quietHours = { channels: ['email'], from: '20:00', to: '08:00', zone: 'store' } as const;
      if (kind === 'campaign') {
        await world.leaves(ANA);
        await world.days(10);
        await world.begin({ quietHours });
        for (let hour = 0; hour < 24; hour += 1) {
          await world.runCampaigns();
          await world.settleDown();
          world.clock.advance(HOUR);
        }
      } else {
        await world.switchOn({ quietHours });
        await world.buys(ANA);
        await world.days(62);
      }
      const { id, sentAt } = await messageTo(ANA, kind);
      if (sentAt === null) throw new Error('not sent');
      expect(await found()).toEqual(NOTHING);
      // São Paulo is three hours behind: 23:30 there.
      const night = new Date(`${new Date(sentAt.getTime() + DAY).toISOString().slice(0, 10)}T02:30:00Z`);
      await again(id, night);
      expect(await found()).toEqual({ buyers: [], twice: [id], quiet: [id] });
    },
  );
});
