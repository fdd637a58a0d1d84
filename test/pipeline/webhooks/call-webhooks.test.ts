import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoreId } from '../../../src/core/words/ids.ts';
import { createRetention } from '../../../src/pipeline/upkeep/retention.ts';
import { databases } from '../../store/databases.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../support/reminder-world.ts';
import { isRightlySigned, openReceiver, openWebhookWorld, type WebhookWorld } from './webhook-world.ts';

describe.each(databases)('webhooks of a shop on $name', ({ make }) => {
  let world: WebhookWorld;
  let shop: Awaited<ReturnType<typeof openReceiver>>;
  let storeId: StoreId;
  beforeEach(async () => {
    [world, shop] = await Promise.all([openWebhookWorld(make), openReceiver()]);
    storeId = await world.connect('loja');
  });
  afterEach(async () => {
    await Promise.all([world.close(), shop.close()]);
  });

  /** Every try that falls due, as a server that looks every few seconds would make it. */
  const goesOn = async (ms: number, step = 30 * MINUTE) => {
    for (let passed = 0; passed < ms; passed += step) {
      world.clock.advance(step);
      await world.callDue();
    }
  };
  const abandon = async (email = 'ana@example.com') => {
    const filled = await world.fillCart(storeId, email);
    await world.passes(30 * MINUTE);
    return filled;
  };
  const callsOf = (id: Parameters<typeof world.store.outboundWebhooks.recent>[1]) =>
    world.store.outboundWebhooks.recent(storeId, id, 50);

  it('an abandoned cart is told once, rightly signed, with its shopper and our own link', async () => {
    const { id, secret } = await world.subscribe(storeId, shop.url, 'cart.abandoned');
    const { cart } = await abandon();
    await world.callDue();
    await world.callDue();
    const [call] = shop.received;
    expect(shop.received).toHaveLength(1);
    expect(isRightlySigned(call!, secret)).toBe(true);
    const [told] = shop.told();
    expect(told).toMatchObject({
      type: 'cart.abandoned',
      data: { cart: { id: cart.id }, shopper: { email: 'ana@example.com' } },
    });
    expect(told!.data.returnUrl).toMatch(/^https:\/\/retorno\.example\/r\//);
    expect(JSON.stringify(told)).not.toContain('shop.example/checkout');
    expect(await callsOf(id)).toMatchObject([{ state: 'taken', attempts: 1, status: 204 }]);
  });

  it('only who asked for an event is told of it, and nobody of another store', async () => {
    const other = await world.connect('outra');
    await world.subscribe(storeId, shop.url, 'cart.recovered', 'message.due');
    await world.subscribe(other, shop.url, 'cart.abandoned');
    await abandon();
    await world.callDue();
    expect(shop.received).toEqual([]);
  });

  it('what is not taken is tried again for a day, with the same id, and then has failed', async () => {
    const { id } = await world.subscribe(storeId, shop.url, 'cart.abandoned');
    shop.answers(500);
    await abandon();
    await world.callDue();
    expect(await callsOf(id)).toMatchObject([{ state: 'waiting', attempts: 1, reason: 'HTTP 500' }]);
    await goesOn(30 * HOUR);
    const [call] = await callsOf(id);
    expect(call).toMatchObject({ state: 'failed', status: 500 });
    expect(call!.endedAt!.getTime() - call!.at.getTime()).toBeGreaterThan(20 * HOUR);
    expect(shop.received.length).toBeGreaterThanOrEqual(6);
    expect(new Set(shop.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('a lost answer is repeated with the same id, and a redirect is not followed', async () => {
    const { id } = await world.subscribe(storeId, shop.url, 'cart.abandoned');
    shop.hangsUp();
    await abandon();
    await world.callDue();
    shop.answers(302, { location: 'http://127.0.0.1:1/' });
    await goesOn(10 * SECOND, 5 * SECOND);
    shop.answers(200);
    await goesOn(HOUR);
    expect(await callsOf(id)).toMatchObject([{ state: 'taken', attempts: 3 }]);
    expect(new Set(shop.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('two processes do not make the same call, and a crash in the middle repeats it', async () => {
    const { id } = await world.subscribe(storeId, shop.url, 'cart.abandoned');
    await abandon();
    await Promise.all([world.callDue(), world.callDue(), world.callDue()]);
    expect(shop.received).toHaveLength(1);
    await abandon('bia@example.com');
    const [call] = await world.store.outboundWebhooks.due(world.clock.now(), 9);
    const later = new Date(world.clock.now().getTime() + MINUTE);
    await world.store.commit([world.store.outboundWebhooks.begun(call!, later)]);
    await world.callDue();
    expect(shop.received).toHaveLength(1);
    await goesOn(2 * MINUTE, MINUTE);
    expect(shop.received).toHaveLength(2);
    expect((await callsOf(id)).every(({ state }) => state === 'taken')).toBe(true);
  });

  it('one that fails for three days is called no more; 410 ends it at once', async () => {
    const { id } = await world.subscribe(storeId, shop.url, 'cart.abandoned');
    shop.answers(503);
    for (let day = 0; day < 5; day += 1) {
      await abandon(`a${day}@example.com`);
      await goesOn(DAY, HOUR);
    }
    expect(await world.store.outboundWebhooks.find(storeId, id)).toMatchObject({
      state: 'disabled',
      reason: 'HTTP 503',
    });
    expect((await callsOf(id)).every(({ state }) => state === 'failed')).toBe(true);
    const before = shop.received.length;
    await abandon('late@example.com');
    await goesOn(HOUR);
    expect(shop.received).toHaveLength(before);

    const gone = await world.subscribe(storeId, shop.url, 'cart.abandoned');
    shop.answers(410);
    await abandon('gone@example.com');
    await world.callDue();
    expect(await world.store.outboundWebhooks.find(storeId, gone.id)).toMatchObject({ state: 'disabled' });
  });

  it('what became of a call is forgotten after a month, and what still waits is not', async () => {
    const { id } = await world.subscribe(storeId, shop.url, 'cart.abandoned');
    await abandon();
    await world.callDue();
    world.clock.advance(29 * DAY);
    const retire = createRetention(world);
    await retire();
    expect(await callsOf(id)).toHaveLength(1);
    shop.answers(500);
    await abandon('bia@example.com');
    await world.callDue();
    world.clock.advance(2 * DAY);
    await retire();
    expect(await callsOf(id)).toMatchObject([{ state: 'waiting' }]);
  });

  it('nothing is told of a cart that was erased meanwhile', async () => {
    const { id } = await world.subscribe(storeId, shop.url, 'cart.abandoned');
    shop.answers(500);
    const { cart } = await abandon();
    await world.callDue();
    const [current] = await world.store.carts.byIds(storeId, [cart.id]);
    const redacted = { ...current!, redacted: true, revision: current!.revision + 1 };
    await world.store.commit(world.store.carts.updated(current!, redacted, null));
    await goesOn(HOUR);
    expect(shop.received).toHaveLength(1);
    expect(await callsOf(id)).toMatchObject([{ state: 'failed', reason: 'erased' }]);
  });
});

describe('an address that is not public', () => {
  it('is never called', async () => {
    const world = await openWebhookWorld(databases[0]!.make, { allowPrivate: false });
    const shop = await openReceiver();
    const storeId = await world.connect('loja');
    const { id } = await world.subscribe(storeId, shop.url, 'cart.abandoned');
    await world.fillCart(storeId, 'ana@example.com');
    await world.passes(30 * MINUTE);
    await world.callDue();
    expect(shop.received).toEqual([]);
    const [call] = await world.store.outboundWebhooks.recent(storeId, id, 5);
    expect(call).toMatchObject({ state: 'waiting', reason: 'the address is not public' });
    await Promise.all([world.close(), shop.close()]);
  });
});
