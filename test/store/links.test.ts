import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashToken } from '../../src/core/message/link.ts';
import type { LinkFacts } from '../../src/core/message/link.ts';
import type { Click, Subject } from '../../src/core/results/click.ts';
import type { CartId, MessageId, ShopperId, StoreId } from '../../src/core/words/ids.ts';
import type { Clicks } from '../../src/ports/store/clicks.ts';
import type { Links } from '../../src/ports/store/links.ts';
import { createClicks } from '../../src/store/clicks.ts';
import { createLinks } from '../../src/store/links.ts';
import { databases, openTestEngine } from './databases.ts';
import { messageRow } from '../support/rows.ts';

const storeId = 's1' as StoreId;
const facts: LinkFacts = {
  storeId,
  kind: 'return',
  messageId: 'm1' as MessageId,
  cartId: 'c1' as CartId,
  shopperId: 'p1' as ShopperId,
  channel: 'email',
  couponCode: 'VOLTA-7K',
};
const same = (size: number) => new Uint8Array(size).fill(1);
const now = new Date('2026-11-21T12:00:00.123Z');

const click = (id: string, given: Partial<Click> = {}): Click => ({
  id: id as Click['id'],
  storeId,
  subject: 'e1' as Subject,
  tokenHash: 'hash',
  linkKind: 'return',
  messageId: 'm1' as MessageId,
  cartId: 'c1' as CartId,
  shopperId: 'p1' as ShopperId,
  at: now,
  verdict: { kind: 'human' },
  countedOn: null,
  ...given,
});

describe.each(databases)('links and clicks on $name', ({ make }) => {
  let opened: Awaited<ReturnType<typeof openTestEngine>>;
  let links: Links;
  let clicks: Clicks;

  beforeAll(async () => {
    opened = await openTestEngine(make);
    links = createLinks(opened.engine);
    clicks = createClicks(opened.engine);
  });
  afterAll(() => opened.close());

  it('a link is found by its hash and means what it was made for', async () => {
    const { token, write } = links.create(facts, { now, randomBytes });
    expect(await links.findByHash(hashToken(token))).toBeNull();
    await opened.engine.commit([write]);

    expect(await links.findByHash(hashToken(token))).toMatchObject({ ...facts, createdAt: now });
    expect(await links.findByHash(hashToken(token.toLowerCase()))).toBeNull();
  });

  it('the database holds no token', async () => {
    const { token, write } = links.create(facts, { now, randomBytes });
    await opened.engine.commit([write]);
    const { db, tables, read } = opened.engine;

    expect(JSON.stringify(await read(db.select().from(tables.links)))).not.toContain(token);
  });

  it('two links never share a token: the second is refused, not overwritten', async () => {
    const first = links.create(facts, { now, randomBytes: same });
    const second = links.create({ ...facts, cartId: 'c2' as CartId }, { now, randomBytes: same });

    expect(await opened.engine.commit([first.write])).toBe('committed');
    expect(await opened.engine.commit([second.write])).toBe('conflict');
  });

  it('the addressee is whom the message went to, of that store only', async () => {
    const { db, tables, write, commit } = opened.engine;
    await commit([write(db.insert(tables.messages).values(messageRow()))]);

    expect(await links.addressee(facts)).toBe('ana@example.com');
    expect(await links.addressee({ ...facts, storeId: 's2' as StoreId })).toBeNull();
  });

  it('clicks come back as they were, by subject, and can be revised', async () => {
    const counted = click('k1', { subject: 'e9' as Subject, countedOn: '2026-11-21' });
    await opened.engine.commit([clicks.insert(counted), clicks.insert(click('k2'))]);
    expect(await clicks.ofSubjects(storeId, ['e9' as Subject])).toEqual([counted]);

    const machine = { verdict: { kind: 'machine', reason: 'two_links_at_once' }, countedOn: null } as const;
    await opened.engine.commit([clicks.revise(storeId, counted.id, machine)]);

    expect(await clicks.ofSubjects(storeId, ['e9' as Subject])).toEqual([{ ...counted, ...machine }]);
    expect(await opened.engine.commit([clicks.revise('s2' as StoreId, counted.id, machine)])).toBe(
      'conflict',
    );
  });

  const relyAll = (...evidence: Parameters<Clicks['relyOn']>[0][]) =>
    opened.engine.commit(evidence.map(clicks.relyOn));

  it('several orders may rely on there being no click, in one unit too; the first click ends that', async () => {
    const subject = 'no-click-yet' as Subject;
    const absence = { storeId, subject, revision: null, changes: false };

    expect(await relyAll(absence, absence)).toBe('committed');
    expect(await relyAll(absence)).toBe('committed');
    expect(await relyAll({ ...absence, changes: true })).toBe('conflict');
    expect(await relyAll({ ...absence, revision: 0, changes: true })).toBe('committed');
    expect(await relyAll(absence)).toBe('conflict');
  });

  it('of two that rely on the same evidence, whoever comes after a change is refused', async () => {
    const subject = 'raced' as Subject;
    const rely = (changes: boolean, revision: number | null) =>
      opened.engine.commit([clicks.relyOn({ storeId, subject, revision, changes })]);

    expect((await Promise.all([rely(true, null), rely(true, null)])).toSorted()).toEqual([
      'committed',
      'conflict',
    ]);
    expect(await rely(false, null)).toBe('conflict');
    const revision = (await clicks.revisions(storeId, [subject])).get(subject) ?? null;
    expect(await rely(false, revision)).toBe('committed');
    expect(await rely(true, revision)).toBe('committed');
    expect(await rely(false, revision)).toBe('conflict');
  });
});
