import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  AttemptId,
  CartId,
  EpisodeId,
  OrderId,
  MessageId,
  ShopperId,
  StepId,
  StoreId,
} from '../../src/core/words/ids.ts';
import type { StoredMessage } from '../../src/ports/store/messages.ts';
import { createDueStores } from '../../src/store/due-stores.ts';
import { createEpisodes } from '../../src/store/episodes.ts';
import { createMessages } from '../../src/store/messages.ts';
import { cartRow, episodeRow, messageRow } from '../support/rows.ts';
import { databases, openTestEngine } from './databases.ts';

const storeId = 's1' as StoreId;
const NOON = new Date('2026-11-21T12:00:00Z');
const later = (ms: number) => new Date(NOON.getTime() + ms);

const aMessage = (over: Partial<StoredMessage> = {}): StoredMessage => {
  const { content: _content, ...row } = messageRow({
    state: 'planned',
    sentAt: null,
    acceptedAt: null,
    attemptsCount: 0,
  });
  return { ...row, dueAt: NOON, ...over };
};

const ofOrder = (id: string, orderId: string) =>
  episodeRow({ id: id as EpisodeId, flow: 'pending_payment', orderId: orderId as OrderId });

describe.each(databases)('episodes and messages on $name', ({ make }) => {
  let opened: Awaited<ReturnType<typeof openTestEngine>>;
  let messages: ReturnType<typeof createMessages>;
  let episodes: ReturnType<typeof createEpisodes>;
  let dueStores: ReturnType<typeof createDueStores>;
  const commit = (...writes: Parameters<typeof opened.engine.commit>[0]) => opened.engine.commit(writes);

  beforeAll(async () => {
    opened = await openTestEngine(make);
    dueStores = createDueStores(opened.engine);
    messages = createMessages(opened.engine, dueStores);
    episodes = createEpisodes(opened.engine);
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    const { db, tables, write } = opened.engine;
    const all = [tables.messages, tables.attempts, tables.episodes, tables.carts, tables.storeDue];
    await opened.engine.commit(all.map((table) => write(db.delete(table))));
  });

  it('a step of an episode has one message, whatever became of the first', async () => {
    expect(await commit(messages.planned(aMessage()))).toBe('committed');
    expect(await commit(messages.planned(aMessage({ id: 'm2' as MessageId })))).toBe('conflict');
    await commit(messages.changed(aMessage(), { state: 'skipped' }));
    expect(await commit(messages.planned(aMessage({ id: 'm2' as MessageId })))).toBe('conflict');
    expect(await commit(messages.planned(aMessage({ id: 'm2' as MessageId, stepId: 's2' as StepId })))).toBe(
      'committed',
    );
  });

  it('of many who claim a message at the same time one gets it, and nobody before it is due', async () => {
    await commit(messages.planned(aMessage()));
    const claim = (now: Date) => commit(messages.claimed('m1' as MessageId, now, later(60_000)));
    expect(await claim(later(-1))).toBe('conflict');
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(NOON)));
    expect(claims.filter((outcome) => outcome === 'committed')).toHaveLength(1);
    expect(await messages.find('m1' as MessageId)).toMatchObject({
      state: 'claimed',
      claimedUntil: later(60_000),
      revision: 2,
    });
  });

  it('a change names the state and revision it was made from', async () => {
    await commit(messages.planned(aMessage()));
    const read = (await messages.find('m1' as MessageId))!;
    await commit(messages.claimed(read.id, NOON, later(60_000)));
    expect(await commit(messages.changed(read, { dueAt: later(1) }))).toBe('conflict');
    expect(await commit(messages.unplanned(read))).toBe('conflict');
    const claimed = (await messages.find(read.id))!;
    expect(await commit(messages.changed(claimed, { state: 'sending', sentAt: NOON }))).toBe('committed');
    expect(await messages.find(read.id)).toMatchObject({
      ...claimed,
      state: 'sending',
      sentAt: NOON,
      revision: 3,
    });
  });

  it('due ones come oldest first, only those of the store, only planned ones', async () => {
    const plan = (id: string, over: Partial<StoredMessage>) =>
      messages.planned(aMessage({ id: id as MessageId, stepId: id as StepId, ...over }));
    await commit(
      plan('b', { dueAt: later(-1) }),
      plan('a', { dueAt: later(-5) }),
      plan('c', { dueAt: later(5) }),
      plan('d', { state: 'accepted' }),
      plan('x', { storeId: 's2' as StoreId }),
    );
    expect(await messages.due(storeId, NOON, 10)).toEqual(['a', 'b']);
    expect(await messages.due(storeId, NOON, 1)).toEqual(['a']);
    expect(await messages.nextDueAt(storeId)).toEqual(later(-5));
    expect(await messages.nextDueAt('s9' as StoreId)).toBeNull();
  });

  it('reconsidering brings forward what is planned, never back, and wakes the store', async () => {
    const plan = (id: string, over: Partial<StoredMessage>) =>
      messages.planned(aMessage({ id: id as MessageId, stepId: id as StepId, ...over }));
    await commit(
      plan('a', { dueAt: later(9_000) }),
      plan('b', { dueAt: later(-9_000) }),
      plan('c', { dueAt: later(9_000), cartId: 'c2' as CartId }),
      plan('d', { dueAt: later(9_000), state: 'claimed' }),
    );
    await commit(...messages.reconsider({ storeId, cartIds: ['c1' as CartId], at: NOON }));
    const dueAt = async (id: string) => (await messages.find(id as MessageId))?.dueAt;
    expect([await dueAt('a'), await dueAt('b'), await dueAt('c'), await dueAt('d')]).toEqual([
      NOON,
      later(-9_000),
      later(9_000),
      later(9_000),
    ]);
    expect(await dueStores.due(NOON, 5)).toEqual([{ storeId, dueAt: NOON }]);
    await commit(...messages.reconsider({ storeId, shopperIds: ['p1' as ShopperId], at: later(-1) }));
    expect(await dueAt('c')).toEqual(later(-1));
  });

  it('with new rules, what waits for something is looked at again, and what waits for its time is not', async () => {
    await commit(
      messages.planned(
        aMessage({ id: 'w' as MessageId, stepId: 'w' as StepId, dueAt: later(9_000), waits: 2 }),
      ),
      messages.planned(aMessage({ id: 't' as MessageId, stepId: 't' as StepId, dueAt: later(9_000) })),
    );
    await commit(...messages.reconsider({ storeId, waiting: true, at: NOON }));
    expect((await messages.find('w' as MessageId))?.dueAt).toEqual(NOON);
    expect((await messages.find('t' as MessageId))?.dueAt).toEqual(later(9_000));
    expect(await dueStores.due(NOON, 5)).toEqual([{ storeId, dueAt: NOON }]);
  });

  it('with new times of a flow, what it planned is looked at again, and what others planned is not', async () => {
    const plan = (id: string, over: Partial<StoredMessage>) =>
      messages.planned(aMessage({ id: id as MessageId, stepId: id as StepId, dueAt: later(9_000), ...over }));
    await commit(plan('a', {}), plan('b', { flow: 'reactivation' }), plan('c', { byHand: true }));
    await commit(...messages.reconsider({ storeId, flow: 'abandoned_cart', at: NOON }));
    const dueAt = async (id: string) => (await messages.find(id as MessageId))?.dueAt;
    expect([await dueAt('a'), await dueAt('b'), await dueAt('c')]).toEqual([
      NOON,
      later(9_000),
      later(9_000),
    ]);
    expect(await dueStores.due(NOON, 5)).toEqual([{ storeId, dueAt: NOON }]);
  });

  it('leases that are over are found, and attempts without an end', async () => {
    await commit(
      messages.planned(aMessage({ state: 'sending', claimedUntil: later(-1) })),
      messages.planned(
        aMessage({ id: 'm2' as MessageId, stepId: 's2' as StepId, state: 'claimed', claimedUntil: later(1) }),
      ),
      messages.attempted({
        id: 'a1' as AttemptId,
        storeId,
        messageId: 'm1' as MessageId,
        channel: 'email',
        number: 1,
        startedAt: NOON,
        endedAt: null,
        outcome: null,
        reason: null,
        providerId: null,
      }),
    );
    expect((await messages.leasesOver(NOON, 5)).map(({ id }) => id)).toEqual(['m1']);
    expect(await messages.openAttempts('m1' as MessageId)).toEqual(['a1']);
    await commit(
      messages.attemptEnded('a1' as AttemptId, {
        at: NOON,
        outcome: 'accepted',
        reason: null,
        providerId: 'p',
      }),
    );
    expect(await messages.openAttempts('m1' as MessageId)).toEqual([]);
  });

  it('a shopper has one open run of a flow, and a next one after its end', async () => {
    const second = episodeRow({ id: 'e2' as EpisodeId });
    expect(await commit(episodes.opened(episodeRow()))).toBe('committed');
    expect(await commit(episodes.opened(second))).toBe('conflict');
    expect(
      await commit(episodes.ended({ id: 'e1' as EpisodeId, revision: 9 }, { at: NOON, reason: 'bought' })),
    ).toBe('conflict');
    expect(await commit(episodes.ended(episodeRow(), { at: NOON, reason: 'bought' }))).toBe('committed');
    expect(await commit(episodes.changed({ id: 'e1' as EpisodeId, revision: 2 }, episodeRow()))).toBe(
      'conflict',
    );
    expect(await commit(episodes.opened(second))).toBe('committed');
    expect(
      (await episodes.ofShopper(storeId, 'p1' as ShopperId, 'abandoned_cart')).map(({ id }) => id),
    ).toEqual(['e2', 'e1']);
  });

  it('every order has one run for good, beside the others of its shopper', async () => {
    const first = ofOrder('p-1', 'o1');
    expect(await commit(episodes.opened(first))).toBe('committed');
    expect(await commit(episodes.opened(ofOrder('p-2', 'o2')))).toBe('committed');
    expect(await commit(episodes.ended(first, { at: NOON, reason: 'closed' }))).toBe('committed');
    expect(await commit(episodes.opened(ofOrder('p-3', 'o1')))).toBe('conflict');
    expect(await episodes.ofOrder(first.storeId, 'o1' as OrderId)).toMatchObject({ id: 'p-1' });
    expect(await episodes.ofOrder('elsewhere' as StoreId, 'o1' as OrderId)).toBeNull();
  });

  it('a run takes over what another sent, but no step twice', async () => {
    const of = (id: string, [episodeId, stepId, state]: readonly [string, string, StoredMessage['state']]) =>
      messages.planned(
        aMessage({ id: id as MessageId, episodeId: episodeId as EpisodeId, stepId: stepId as StepId, state }),
      );
    await commit(
      of('a', ['e1', 'x', 'accepted']),
      of('b', ['e2', 'x', 'accepted']),
      of('c', ['e2', 'y', 'accepted']),
      of('d', ['e2', 'z', 'planned']),
    );
    await commit(
      episodes.absorbed({ olderId: 'e1' as EpisodeId, youngerId: 'e2' as EpisodeId }),
      episodes.readdressed('e1' as EpisodeId, 'p9' as ShopperId),
    );
    const own = await messages.ofEpisode('e1' as EpisodeId);
    expect(
      own.map(({ id, shopperId }) => `${id} ${shopperId}`).toSorted((one, other) => (one < other ? -1 : 1)),
    ).toEqual(['a p9', 'c p9']);
  });

  it('carts are judged when their time comes, once, and superseded only as they were read', async () => {
    const { db, tables, write } = opened.engine;
    await commit(
      write(
        db
          .insert(tables.carts)
          .values([
            cartRow({ judgeAt: NOON, linesCount: 1 }),
            cartRow({ id: 'c2' as CartId, judgeAt: later(1) }),
          ]),
      ),
    );
    expect(await episodes.cartsToJudge(storeId, NOON, 5)).toEqual(['c1']);
    expect(await episodes.nextJudgeAt(storeId)).toEqual(NOON);
    expect(await commit(episodes.judged({ id: 'c1' as CartId, judgeAt: later(7) }, null))).toBe('conflict');
    expect((await episodes.speakingCarts(storeId, 'p1' as ShopperId)).map(({ id }) => id)).toEqual(['c1']);
    expect(await commit(episodes.cartSuperseded({ id: 'c1' as CartId, revision: 2 }))).toBe('conflict');
    expect(await commit(episodes.cartUnchanged({ id: 'c1' as CartId, revision: 1 }))).toBe('committed');
    expect(await commit(episodes.cartSuperseded({ id: 'c1' as CartId, revision: 1 }))).toBe('committed');
    expect(await episodes.nextJudgeAt(storeId)).toEqual(later(1));
    expect(await episodes.speakingCarts(storeId, 'p1' as ShopperId)).toEqual([]);
  });
});

describe('what every tick asks', () => {
  it('is answered from an index in its order, without sorting', async () => {
    const opened = await openTestEngine(databases[0]!.make);
    const client = (opened.engine.db as unknown as { $client: Database }).$client;
    const prepare = client.prepare.bind(client);
    const asked: string[] = [];
    client.prepare = (text: string) => {
      asked.push(text);
      return prepare(text);
    };
    const dueStores = createDueStores(opened.engine);
    createMessages(opened.engine, dueStores);
    createEpisodes(opened.engine);
    const plans = asked
      .filter((text) => /^select .* order by [^,]*"(due_at|judge_at|claimed_until)" limit/.test(text))
      .map((text) => prepare(`explain query plan ${text}`).all(...(text.match(/\?/g) ?? []).map(() => null)))
      .map((steps) => (steps as { detail: string }[]).map(({ detail }) => detail).join('; '));
    expect(plans.toSorted((one, other) => (one < other ? -1 : 1))).toEqual([
      expect.stringMatching(
        /^SEARCH carts USING COVERING INDEX carts_to_judge \(store_id=\? AND judge_at>\?\)$/,
      ),
      expect.stringMatching(
        /^SEARCH carts USING INDEX carts_to_judge \(store_id=\? AND judge_at>\? AND judge_at<\?\)$/,
      ),
      expect.stringMatching(/^SEARCH messages USING (COVERING )?INDEX messages_due \(store_id=\?\)$/),
      expect.stringMatching(/^SEARCH messages USING INDEX messages_due \(store_id=\? AND due_at<\?\)$/),
      expect.stringMatching(/^SEARCH messages USING INDEX messages_in_hand \(claimed_until<\?\)$/),
      expect.stringMatching(/^SEARCH store_due USING INDEX store_due_by_time \(due_at<\?\)$/),
    ]);
    client.prepare = prepare;
    await opened.close();
  });
});
