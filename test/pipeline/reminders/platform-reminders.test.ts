import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoreId } from '../../../src/core/words/ids.ts';
import { createPlatformReminders } from '../../../src/pipeline/reminders/platform-reminders.ts';
import type { PlatformReminders } from '../../../src/ports/platform-work.ts';
import { databases } from '../../store/databases.ts';
import { silentLog } from '../../store/open-test-store.ts';
import { HOUR, MINUTE, openReminderWorld, type ReminderWorld } from '../../support/reminder-world.ts';

type Asked = Parameters<PlatformReminders['sentSince']>[0];
type Told = Awaited<ReturnType<PlatformReminders['sentSince']>>;

describe.each(databases)('the platform’s own reminders, on $name', ({ make }) => {
  let world: ReminderWorld;
  let shop: StoreId;
  let asked: Asked[];
  let answer: () => Promise<Told>;
  beforeEach(async () => {
    asked = [];
    answer = async () => ({ kind: 'told', sent: [] });
    world = await openReminderWorld(make, (store) => {
      const read = createPlatformReminders({
        store,
        adapters: new Map([['shopify', { platformReminders: { sentSince } }]]),
        outboundFor: () => async () => ({ kind: 'unreachable', reason: 'none' }),
        clock: { now: () => world.clock.now(), sleep: (_, signal) => patience(signal) },
        log: silentLog,
      });
      return {
        catchUp: async (id: StoreId) => {
          const now = world.clock.now();
          await store.commit([store.stores.ordersRead(id, { seenUntil: now, watermark: now })]);
          await read(id);
        },
      } as object;
    });
    shop = await world.connect('loja.myshopify.com', { platform: 'shopify' });
  });
  afterEach(() => world.close());

  const sentSince: PlatformReminders['sentSince'] = (request) => {
    asked.push(request);
    return answer();
  };
  /** Ends at once where a test says so. */
  let isImpatient = false;
  const patience = (signal?: AbortSignal): Promise<void> =>
    isImpatient
      ? Promise.resolve()
      : new Promise((resolve) => {
          signal?.addEventListener('abort', () => resolve());
        });
  const ago = (ms: number): Date => new Date(world.clock.now().getTime() - ms);
  /** Until the reading beside the sweep is over and what it let go is sent. */
  const firstStepIsDue = async (): Promise<void> => {
    await world.passes(30 * MINUTE);
    await world.passes(30 * MINUTE);
    await expect
      .poll(
        async () => {
          await world.settleDown();
          return (await world.store.stores.find(shop))?.ordersSeenUntil?.getTime() ?? 0;
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThanOrEqual(world.clock.now().getTime());
    await expect.poll(() => asked.length, { timeout: 20_000 }).toBeGreaterThan(0);
    await expect
      .poll(
        async () => {
          await world.settleDown();
          return world.channel.sent.length + (await waiting());
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0);
  };
  const waiting = async (): Promise<number> => {
    const ids = await world.store.messages.due(shop, new Date(world.clock.now().getTime() + 48 * HOUR), 10);
    const messages = await Promise.all(ids.map((id) => world.store.messages.find(id)));
    return messages.filter((one) => one?.lastVerdict?.startsWith('wait:platform') === true).length;
  };

  it('hold ours back like one of our own', async () => {
    const { cart } = await world.fillCart(shop, 'ana@example.com', { aliases: ['#101'] });
    answer = async () => ({ kind: 'told', sent: [{ cartId: cart.externalId, at: ago(10 * MINUTE) }] });
    await firstStepIsDue();
    expect(world.channel.sent).toEqual([]);
    expect(await world.messagesOf(cart)).toMatchObject([
      { state: 'planned', lastVerdict: 'wait:platform_already_sent' },
    ]);
    expect(asked[0]).toMatchObject({ cartIds: [cart.externalId], aliases: { [cart.externalId]: ['#101'] } });
  });

  it('of others hold nothing back', async () => {
    await world.fillCart(shop, 'ana@example.com');
    answer = async () => ({ kind: 'told', sent: [{ cartId: 'of somebody else', at: ago(MINUTE) }] });
    await firstStepIsDue();
    expect(world.channel.sent).toHaveLength(1);
  });

  it.each([
    ['does not answer', async (): Promise<Told> => ({ kind: 'unavailable', reason: 'down' })],
    ['fails', async (): Promise<Told> => Promise.reject(new Error('broken'))],
  ])('hold nothing back while the platform %s', async (_, given) => {
    await world.fillCart(shop, 'ana@example.com');
    answer = given;
    await firstStepIsDue();
    expect(world.channel.sent).toHaveLength(1);
  });

  it('hold nothing back while the platform takes its time', async () => {
    await world.fillCart(shop, 'ana@example.com');
    isImpatient = true;
    answer = () => new Promise(() => undefined);
    await firstStepIsDue();
    isImpatient = false;
    expect(world.channel.sent).toHaveLength(1);
  });

  it('are asked for by one question for all that is due, and not where the merchant ignores them', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await world.fillCart(shop, `${name}@example.com`);
    await firstStepIsDue();
    expect(asked).toHaveLength(1);
    expect(asked[0]!.cartIds).toHaveLength(4);
    const known = (await world.store.stores.find(shop))!;
    const change = { platformReminder: 'ignore' } as const;
    await world.store.commit([world.store.stores.settingsChanged(known, change)]);
    await world.passes(24 * HOUR);
    expect(asked).toHaveLength(1);
  });

  it('are remembered, the newest of them, whatever is told of the cart meanwhile', async () => {
    const { cart } = await world.fillCart(shop, 'ana@example.com');
    const { carts } = world.store;
    const [newer, older] = [ago(MINUTE), ago(HOUR)];
    await world.store.commit([carts.platformReminded(shop, cart.id, newer)]);
    await world.store.commit([carts.platformReminded(shop, cart.id, older)]);
    const [before] = await carts.byIds(shop, [cart.id]);
    // Told by somebody who had read the cart earlier.
    await world.store.commit(
      carts.updated(cart, { ...cart, name: 'Ana', revision: cart.revision + 1 }, null),
    );
    const [after] = await carts.byIds(shop, [cart.id]);
    expect([before?.platformRemindedAt, after?.platformRemindedAt]).toEqual([newer, newer]);
  });
});
