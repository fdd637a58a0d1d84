import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeCampaign } from '../../../src/pipeline/campaigns/change-state.ts';
import { createPreviewCampaign } from '../../../src/pipeline/campaigns/preview-campaign.ts';
import { createRunCampaigns } from '../../../src/pipeline/campaigns/run-campaigns.ts';
import { databases } from '../../store/databases.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../support/reminder-world.ts';
import { openSilentWorld, type SilentWorld } from '../../support/silent-world.ts';

const people = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, place) => `p${String(place).padStart(2, '0')}@example.com`);

describe.each(databases)('a campaign on $name', ({ make }) => {
  let world: SilentWorld;

  beforeEach(async () => {
    world = await openSilentWorld(make);
  });
  afterEach(() => world.close());

  /** Carts left ten days ago, whose own reminders are over. */
  const leaveCarts = async (...emails: readonly string[]): Promise<void> => {
    for (const email of emails) await world.leaves(email);
    await world.days(10);
  };
  const sentBy = (): readonly string[] =>
    world.channel.sent.filter(({ content }) => content.subject === 'Uma novidade').map(({ to }) => to);
  /** What a process does in that time. */
  const runFor = async (ms: number, stepMs = 5 * SECOND): Promise<void> => {
    for (let gone = 0; gone < ms; gone += stepMs) {
      await world.runCampaigns();
      await world.settleDown();
      world.clock.advance(stepMs);
    }
    await world.runCampaigns();
    await world.settleDown();
  };
  const stateOf = async (id: Parameters<typeof world.store.campaigns.find>[1]) =>
    (await world.store.campaigns.find(world.storeId, id))?.state;
  const reasonsOf = async (id: Parameters<typeof world.store.campaigns.find>[1]) =>
    Object.fromEntries(
      (await world.store.campaigns.recipientCounts([id])).map(({ state, reason, count }) => [
        `${state} ${reason ?? ''}`.trim(),
        count,
      ]),
    );

  it('writes once to each shopper it is for, at its rate, and ends', async () => {
    await leaveCarts(...people(6));
    const { id } = await world.begin({ messagesPerHour: 60 });
    await runFor(90 * SECOND);
    expect(sentBy().length).toBe(2);
    await runFor(6 * MINUTE);
    expect(sentBy().toSorted()).toEqual(people(6));
    expect(await stateOf(id)).toBe('done');
  });

  it('run by two processes at once still writes once to each', async () => {
    await leaveCarts(...people(5));
    await world.begin();
    const other = createRunCampaigns(world.campaignParts);
    for (let round = 0; round < 6; round += 1) {
      await Promise.all([world.runCampaigns(), other()]);
      await world.settleDown();
      world.clock.advance(5 * SECOND);
    }
    expect(sentBy().toSorted()).toEqual(people(5));
  });

  it('whose process dies while recipients are fixed, or released, goes on where it was', async () => {
    await leaveCarts(...people(5));
    const { id } = await world.begin();
    const { store } = world;
    for (let death = 1; death <= 4; death += 1) {
      let commits = 0;
      const commit: typeof store.commit = (writes) => {
        commits += 1;
        return commits > death ? Promise.reject(new Error('killed')) : store.commit(writes);
      };
      const dies = createRunCampaigns({
        ...world.campaignParts,
        store: { ...world.campaignParts.store, commit },
      });
      await dies().catch(() => {});
      world.clock.advance(5 * SECOND);
    }
    await runFor(MINUTE);
    expect(sentBy().toSorted()).toEqual(people(5));
    expect(await reasonsOf(id)).toEqual({ released: 5 });
  });

  it('does not write to whoever bought in the middle of it', async () => {
    await leaveCarts(...people(3));
    const { id } = await world.begin({ messagesPerHour: 60 });
    await world.runCampaigns();
    await world.settleDown();
    const first = sentBy();
    expect(first.length).toBe(1);
    for (const email of people(3).filter((one) => !first.includes(one))) await world.buys(email);
    await runFor(5 * MINUTE);
    expect(sentBy()).toEqual(first);
    expect(await reasonsOf(id)).toMatchObject({ 'excluded bought': 2 });
  });

  it('does not write to whoever buys between the release and the sending', async () => {
    await leaveCarts('ana@example.com');
    await world.begin();
    await world.runCampaigns();
    await world.runCampaigns();
    await world.buys('ana@example.com');
    await world.settleDown();
    expect(sentBy()).toEqual([]);
    const [run] = await world.runsOf('ana@example.com', 'campaign');
    expect(run?.endReason).toBe('bought');
  });

  it('that is cancelled stops at once, also for what is planned already', async () => {
    await leaveCarts(...people(3));
    const { id } = await world.begin();
    await world.runCampaigns();
    world.clock.advance(2 * SECOND);
    await world.runCampaigns();
    const now = world.clock.now;
    await changeCampaign({ store: world.store, now }, { storeId: world.storeId, id, step: 'cancel' });
    await runFor(MINUTE);
    expect(sentBy()).toEqual([]);
    const again = await changeCampaign(
      { store: world.store, now },
      { storeId: world.storeId, id, step: 'resume' },
    );
    expect(again).toBe('conflict');
  });

  it('that is paused goes on when it is resumed, and leaves nobody out', async () => {
    await leaveCarts(...people(4));
    const { id } = await world.begin({ messagesPerHour: 60 });
    await runFor(70 * SECOND);
    const now = world.clock.now;
    await changeCampaign({ store: world.store, now }, { storeId: world.storeId, id, step: 'pause' });
    const before = sentBy().length;
    await runFor(10 * MINUTE, MINUTE);
    expect(sentBy().length).toBe(before);
    await changeCampaign({ store: world.store, now }, { storeId: world.storeId, id, step: 'resume' });
    await runFor(10 * MINUTE, 10 * SECOND);
    expect(sentBy().toSorted()).toEqual(people(4));
  });

  it('waits for whoever has had enough messages, and gives up with that as the reason', async () => {
    await leaveCarts('ana@example.com');
    await world.begin();
    await runFor(10 * SECOND);
    const second = await world.begin({ name: 'Again' });
    await runFor(10 * SECOND);
    expect(sentBy()).toEqual(['ana@example.com']);
    expect(await reasonsOf(second.id)).toEqual({ 'waiting over_budget': 1 });
    await runFor(DAY, HOUR);
    expect(sentBy()).toEqual(['ana@example.com', 'ana@example.com']);
  });

  it('gives way to the cart that its shopper is filling', async () => {
    await leaveCarts('ana@example.com');
    await world.begin();
    await world.leaves('ana@example.com', { externalId: 'new' });
    await runFor(10 * SECOND);
    expect(sentBy()).toEqual([]);
  });

  it('is for those whom its audience names: how often, which product, in which time', async () => {
    await world.leaves('once@example.com');
    await world.leaves('twice@example.com', { externalId: 't1' });
    await world.days(2);
    const from = world.clock.now();
    await world.leaves('twice@example.com', { externalId: 't2' });
    await world.days(10);
    const size = async (over: object) => {
      const { audience } = world.aCampaign();
      return world.store.reader.campaigns.audienceSize({
        storeId: world.storeId,
        audience: { ...audience, ...over },
        abandonedAfterMs: 30 * MINUTE,
        now: world.clock.now(),
      });
    };
    expect(await size({})).toBe(2);
    expect(await size({ minAbandoned: 2 })).toBe(1);
    expect(await size({ abandonedFrom: from })).toBe(1);
    expect(await size({ product: '7' })).toBe(2);
    expect(await size({ product: 'sofa' })).toBe(0);
    expect(await size({ country: 'PL' })).toBe(0);
    expect(await size({ registered: true })).toBe(0);
  });

  it('is previewed by the checks that decide its messages, and writes to nobody by that', async () => {
    await leaveCarts('ana@example.com', 'bo@example.com', 'cy@example.com');
    await world.buys('bo@example.com', { placedAt: new Date(world.clock.now().getTime() - 5 * DAY) });
    const preview = createPreviewCampaign(world.campaignParts);
    const draft = world.aCampaign();
    const told = await preview(draft, 30 * MINUTE);
    expect(told).toMatchObject({ count: 2, examined: 2, reachable: 2, excluded: [] });
    const polish = await preview(
      { ...draft, templates: { pl: { subject: 'Cześć', preheader: '', blocks: [] } } },
      30 * MINUTE,
    );
    expect(polish.waiting).toEqual([{ reason: 'template_missing', count: 2 }]);
    expect(sentBy()).toEqual([]);
  });
});
