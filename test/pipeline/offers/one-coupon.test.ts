import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoreId } from '../../../src/core/words/ids.ts';
import { createReminders } from '../../../src/pipeline/reminders/reminders.ts';
import { databases } from '../../store/databases.ts';
import { passWithCrashes } from '../../support/dying-store.ts';
import { HOUR, MINUTE } from '../../support/reminder-world.ts';
import { openOfferWorld, type OfferWorld } from './offer-world.ts';

describe.each(databases)('one coupon for one step on $name', ({ make }) => {
  let world: OfferWorld;
  let storeId: StoreId;
  beforeEach(async () => {
    world = await openOfferWorld(make);
    storeId = await world.offering('loja');
  });
  afterEach(() => world.close());

  it('two processes that send at the same time have one made, and send it once', async () => {
    await world.fillCart(storeId, 'ana@example.com');
    await world.passes(30 * MINUTE);
    world.clock.advance(30 * MINUTE);
    const ids = await world.reminders.sweep();
    const other = createReminders({ ...world.parts });
    await Promise.all([...ids, ...ids].flatMap((id) => [world.reminders.send(id), other.send(id)]));
    expect(world.platform.codes.size).toBe(1);
    expect(world.channel.sent).toHaveLength(1);
  });

  it('a platform so slow that the message is given to another process makes one all the same', async () => {
    const answer = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    let calls = 0;
    world.platform.answers(async ({ code }, codes) => {
      calls += 1;
      begun.resolve();
      if (calls === 1) await answer.promise;
      return codes.has(code) ? { kind: 'taken' } : { kind: 'made', code, externalId: null };
    });
    await world.fillCart(storeId, 'ana@example.com');
    await world.passes(30 * MINUTE);
    world.clock.advance(30 * MINUTE);
    const [id] = await world.reminders.sweep();
    const slow = world.reminders.send(id!);
    await begun.promise;
    world.clock.advance(3 * MINUTE);
    await world.reminders.settle();
    const other = createReminders({ ...world.parts });
    await other.send(id!);
    answer.resolve();
    await slow;
    await world.passes(MINUTE);
    expect(world.platform.codes.size).toBe(1);
    expect(world.channel.sent).toHaveLength(1);
    expect(world.channel.sent[0]?.content.text).toContain([...world.platform.codes][0]);
  });
});

describe.each(databases.slice(0, 1))('a process that dies at any call on $name', ({ make }) => {
  it('leaves one coupon for the step, and the mail that goes carries it', async () => {
    const world = await openOfferWorld(make);
    const storeId = await world.offering('loja');
    let dieAt = 0;
    for (let died = true; died;) {
      dieAt += 1;
      world.channel.sent.length = 0;
      world.platform.codes.clear();
      await world.fillCart(storeId, `ana${dieAt}@example.com`);
      died = await passWithCrashes(world, { moments: [30 * MINUTE, 30 * MINUTE], dieAt });
      await world.passes(2 * HOUR);
      expect(world.platform.codes.size).toBe(1);
      expect(world.channel.sent.length).toBeLessThanOrEqual(1);
      for (const mail of world.channel.sent)
        expect(mail.content.text).toContain([...world.platform.codes][0]);
    }
    expect(dieAt).toBeGreaterThan(20);
    await world.close();
  }, 120_000);
});
