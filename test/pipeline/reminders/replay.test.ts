import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLine } from '../../../src/cli/run.ts';
import { replay as replayCommand } from '../../../src/cli/replay.ts';
import type { InOffice, Office } from '../../../src/cli/office.ts';
import type { GivenChanges } from '../../../src/core/flows/replay-changes.ts';
import type { StoreId } from '../../../src/core/words/ids.ts';
import { createReplay } from '../../../src/pipeline/reminders/replay.ts';
import { databases } from '../../store/databases.ts';
import { DAY, HOUR, MINUTE, openReminderWorld, type ReminderWorld } from '../../support/reminder-world.ts';

const dayOf = (at: Date) => at.toLocaleDateString('en-CA', { timeZone: 'America/Sao_Paulo' });

describe.each(databases)('a replay on $name', ({ make }) => {
  let world: ReminderWorld;
  let storeId: StoreId;
  let begin: Date;

  beforeEach(async () => {
    world = await openReminderWorld(make);
    storeId = await world.connect('loja');
    begin = world.clock.now();
  });
  afterEach(() => world.close());

  const fill = (email: string, externalId = `cart of ${email}`) =>
    world.fillCart(storeId, email, { externalId, updatedAt: world.clock.now() });
  const asked = (changes: GivenChanges) => {
    const to = new Date(begin.getTime() + DAY);
    return createReplay(world)({ storeId, kind: 'abandoned_cart', from: begin, to, changes });
  };
  const replay = async (changes: GivenChanges) => {
    const replayed = await asked(changes);
    if (replayed.kind !== 'done') throw new Error(JSON.stringify(replayed));
    return replayed;
  };

  /** Ana never buys; Bia buys after 20 minutes, Caio after two hours; Davi comes back with another cart. */
  const live = async () => {
    await fill('ana@example.com');
    const bia = await fill('bia@example.com');
    const caio = await fill('caio@example.com');
    await fill('davi@example.com', 'first');
    await world.passes(20 * MINUTE);
    await world.buys(bia.cart);
    await world.passes(100 * MINUTE);
    await world.buys(caio.cart);
    await fill('davi@example.com', 'second');
    for (let passed = 0; passed < 6 * DAY; passed += HOUR / 2) await world.passes(HOUR / 2);
  };

  it('with the settings as they are tells what was really sent, day by day', async () => {
    await live();

    const { before, after, byDay, carts } = await replay({});
    expect(before.messages).toBe(world.channel.sent.length);
    expect(before.toBuyers).toBe(1);
    expect(after).toEqual(before);
    expect(carts).toBe(5);
    const sent = Map.groupBy(world.channel.sent, ({ at }) => dayOf(at));
    expect(new Map(byDay.map((day) => [day.day, day.before.messages]))).toEqual(
      new Map([...sent].map(([day, messages]) => [day, messages.length])),
    );
  });

  it('writing sooner reaches those who would have bought anyway, and nothing is sent or written', async () => {
    await live();
    const sent = world.channel.sent.length;

    const { before, after } = await replay({ abandonedAfter: 'PT5M', 'steps.0.delay': 'PT5M' });
    expect(after.toBuyers - before.toBuyers).toBe(1);
    expect(world.channel.sent).toHaveLength(sent);
  });

  it('a shopper whose carts lie on several pages counts once', async () => {
    await fill('ana@example.com', 'first');
    for (let n = 0; n < 5; n += 1) {
      await world.passes(MINUTE);
      await fill(`other${n}@example.com`);
    }
    await fill('ana@example.com', 'second');
    await world.passes(3 * HOUR);
    const known = await world.store.stores.find(storeId);
    const flow = await world.store.flows.get(storeId, 'abandoned_cart');
    if (known === null || flow === null) throw new Error('there is no store');
    const rules = { flow, settings: known.settings };
    const now = world.clock.now();
    const question = {
      store: { id: storeId, platform: known.platform },
      from: begin,
      to: now,
      now,
      before: rules,
      after: rules,
    };

    const seen = { messages: 0, carts: 0, pages: 0 };
    let place: Parameters<typeof world.store.reader.pasts.replayPage>[1] = null;
    do {
      const page: Awaited<ReturnType<typeof world.store.reader.pasts.replayPage>> =
        await world.store.reader.pasts.replayPage(question, place, 2);
      seen.pages += 1;
      seen.carts += page.carts;
      seen.messages += page.days.reduce((sum, { before }) => sum + before.messages, 0);
      place = page.next;
    } while (place !== null);
    expect(seen).toEqual({ pages: 4, carts: 7, messages: 6 });
  });

  it('tells what is wrong with a change', async () => {
    expect(await asked({ 'steps.7.delay': 'PT1H' })).toEqual({
      kind: 'invalid',
      errors: [{ path: 'steps.7', message: 'is no step of this flow' }],
    });
    expect(await asked({ abandonAfter: 'PT1H' })).toMatchObject({
      kind: 'invalid',
      errors: [{ path: 'abandonAfter', message: 'is not known' }],
    });
  });

  it('the command line asks the same', async () => {
    await live();
    const office = { store: world.store, replay: createReplay(world), now: world.clock.now };
    const inOffice: InOffice = (work) => work(office as unknown as Office);
    const printed: string[] = [];
    const terminal = {
      print: (text: string) => printed.push(text),
      printError: (text: string) => printed.push(text),
    };
    const period = ['--from', begin.toISOString(), '--to', new Date(begin.getTime() + DAY).toISOString()];
    const type = (...line: string[]) =>
      runLine(['replay', '--store', storeId, ...line, '--json'], [replayCommand(inOffice)], terminal);

    expect(
      await type(
        '--flow',
        'abandoned_cart',
        ...period,
        '--set',
        'abandonedAfter=PT5M',
        '--set',
        'steps.0.delay=PT5M',
      ),
    ).toBe(0);
    const { before, after } = await replay({ abandonedAfter: 'PT5M', 'steps.0.delay': 'PT5M' });
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({ before, after });
    expect(await type('--flow', 'abandoned_cart', ...period, '--set', 'steps.0.delay=soon')).toBe(2);
  });
});
