import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Line } from '../../../src/core/cart/cart.ts';
import type { StoreId } from '../../../src/core/words/ids.ts';
import { databases } from '../../store/databases.ts';
import { contents, line } from '../../support/observations.ts';
import { HOUR, MINUTE, openReminderWorld } from '../../support/reminder-world.ts';
import { openPictures, type Pictures } from './picture-world.ts';

describe.each(databases)('pictures of products on $name', ({ make }) => {
  let world: Awaited<ReturnType<typeof openReminderWorld>>;
  let pictures: Pictures;
  let shop: StoreId;

  beforeEach(async () => {
    world = await openReminderWorld(make);
    pictures = await openPictures(world);
    shop = await world.connect('loja.myshopify.com', { platform: 'shopify' });
  });
  afterEach(async () => {
    await pictures.close();
    await world.close();
  });

  const fill = (name: string, lines: readonly Line[], storeId = shop) =>
    world.fillCart(storeId, `${name}@example.com`, { contents: contents({ lines }) });
  /** Time for the first reminder of every cart. */
  const hourPasses = async () => {
    world.clock.advance(30 * MINUTE);
    await pictures.settleDown();
    world.clock.advance(30 * MINUTE);
    await pictures.settleDown();
  };
  const mails = () => world.channel.sent.map(({ content }) => content.html);

  it('twenty mails that are due together ask once, and each shows the pictures of its cart', async () => {
    for (let place = 0; place < 20; place += 1)
      await fill(`a${place}`, [unseen(`p${place}`), unseen('shared')]);
    await hourPasses();
    expect(mails()).toHaveLength(20);
    for (const { to, content } of world.channel.sent) {
      expect(content.html).toContain(pictures.pictureOf(`p${/^a(\d+)@/.exec(to)![1]!}`));
      expect(content.html).toContain(pictures.pictureOf('shared'));
    }
    expect(pictures.asked).toHaveLength(1);
    expect(new Set(pictures.asked[0])).toHaveProperty('size', 21);
  });

  it('what is known is not asked for again within six hours, and is after them', async () => {
    await fill('ana', [unseen('7')]);
    await hourPasses();
    await fill('bia', [unseen('7')]);
    await hourPasses();
    expect(pictures.asked).toEqual([['7']]);
    world.clock.advance(6 * HOUR);
    await fill('eva', [unseen('7')]);
    await hourPasses();
    expect(pictures.asked).toEqual([['7'], ['7']]);
  });

  it('nothing is asked for lines that carry pictures, nor for platforms that tell all themselves', async () => {
    const own = await world.connect('loja');
    await fill('ana', [line({ productId: '7', imageUrl: 'https://cdn.example/own.jpg' })]);
    await fill('bia', [unseen('8')], own);
    const reads = pictures.countProductReads();
    await hourPasses();
    expect(mails()).toHaveLength(2);
    expect(mails().join('')).toContain('https://cdn.example/own.jpg');
    expect(pictures.asked).toEqual([]);
    expect(reads.of(own)).toBe(0);
    expect(reads.of(shop)).toBeGreaterThan(0);
  });

  it('a platform that fails holds no mail back, and is left alone for a while', async () => {
    pictures.platform((_, response) => response.writeHead(500).end());
    await fill('ana', [unseen('7')]);
    await hourPasses();
    expect(mails()).toHaveLength(1);
    expect(mails()[0]).not.toContain(pictures.pictureOf('7'));
    expect(pictures.warnings).toEqual(['product pictures not read']);
    const before = pictures.asked.length;
    expect(
      await pictures.cards.forMessages(
        shop,
        world.channel.sent.map(({ id }) => id),
      ),
    ).toBeNull();
    expect(pictures.asked).toHaveLength(before);
    world.clock.advance(6 * MINUTE);
    pictures.platformRecovers();
    const reading = await pictures.cards.forMessages(
      shop,
      world.channel.sent.map(({ id }) => id),
    );
    await reading?.over;
    expect(await world.store.products.byIds(shop, ['7'])).toMatchObject([
      { imageUrl: pictures.pictureOf('7') },
    ]);
  });

  it('a platform that hangs costs a mail its picture, not its time, and other stores nothing', async () => {
    pictures.platform(() => undefined);
    const own = await world.connect('loja');
    await fill('ana', [unseen('7')]);
    await fill('bia', [unseen('8')], own);
    world.clock.advance(30 * MINUTE);
    await pictures.settleDown();
    world.clock.advance(30 * MINUTE);
    await pictures.sendOnce();
    expect(world.channel.sent.map(({ to }) => to)).toEqual(['bia@example.com']);
    await pictures.patienceEnds();
    await pictures.settleDown();
    expect(world.channel.sent.map(({ to }) => to)).toEqual(['bia@example.com', 'ana@example.com']);
  });

  it('a store whose calls are throttled sends without pictures', async () => {
    pictures.throttle();
    await fill('ana', [unseen('7')]);
    await hourPasses();
    expect(mails()).toHaveLength(1);
    expect(pictures.asked).toEqual([]);
    expect(pictures.warnings).toEqual(['product pictures not read']);
  });

  it('an adapter that throws, or tells of products nobody asked for, harms nothing', async () => {
    pictures.adapter(() => Promise.reject(new Error('secret')));
    await fill('ana', [unseen('7')]);
    await hourPasses();
    expect(mails()).toHaveLength(1);
    world.clock.advance(6 * MINUTE);
    const stranger = { productId: '99', imageUrl: null, url: null, available: false };
    pictures.adapter(async () => ({ cards: [stranger], isComplete: true }));
    await fill('bia', [unseen('8')]);
    await hourPasses();
    expect(mails()).toHaveLength(2);
    expect(await world.store.products.byIds(shop, ['99'])).toEqual([]);
    expect(pictures.warnings).toEqual(['product pictures not read']);
  });

  it('products that the platform does not know are asked for once, and shown without pictures', async () => {
    pictures.forgets('gone');
    await fill('ana', [unseen('gone'), unseen('7')]);
    await fill('bia', [unseen('gone')]);
    await hourPasses();
    expect(mails()).toHaveLength(2);
    world.clock.advance(HOUR);
    await fill('eva', [unseen('gone')]);
    await hourPasses();
    expect(mails()).toHaveLength(3);
    expect(pictures.asked).toHaveLength(1);
  });

  it('two hundred products are read in one go', async () => {
    const ids = Array.from({ length: 200 }, (_, place) => `p${place}`);
    for (let at = 0; at < 200; at += 20)
      await fill(
        `a${at}`,
        ids.slice(at, at + 20).map((id) => unseen(id)),
      );
    await hourPasses();
    expect(mails()).toHaveLength(10);
    expect(pictures.readings()).toBe(1);
    expect(await world.store.products.byIds(shop, ids)).toHaveLength(200);
  });

  it('a cart of which all is sold out waits, and goes when some of it is back', async () => {
    pictures.sellOut('7');
    await fill('ana', [unseen('7')]);
    await hourPasses();
    expect(mails()).toEqual([]);
    pictures.restock('7');
    world.clock.advance(40 * MINUTE);
    await pictures.settleDown();
    expect(mails()).toHaveLength(1);
  });

  it('stock of long ago decides nothing', async () => {
    const seenAt = new Date(world.clock.now().getTime() - 7 * HOUR);
    const card = { productId: '7', imageUrl: null, url: null, available: false, seenAt };
    await world.store.commit([world.store.products.seen(shop, card)]);
    pictures.platform((_, response) => response.writeHead(500).end());
    await fill('ana', [unseen('7')]);
    await hourPasses();
    expect(mails()).toHaveLength(1);
  });

  it('carts that came in are looked up in the background together, and lists show them', async () => {
    const { cart } = await fill('ana', [unseen('7')]);
    const known = (await world.store.stores.find(shop))!;
    for (let time = 0; time < 5; time += 1) pictures.cards.noticed(known, [unseen('7'), unseen(`${time}0`)]);
    await pictures.cards.idle();
    expect(pictures.asked).toHaveLength(1);
    const [view] = await pictures.cartViews.byIds(shop, [cart.id]);
    expect(view?.contents?.lines[0]).toMatchObject({
      imageUrl: pictures.pictureOf('7'),
      url: 'https://shop.example/products/7',
      available: true,
    });
    const [kept] = await world.store.carts.byIds(shop, [cart.id]);
    expect(kept?.registers).toEqual(cart.registers);
  });

  it('a server that stops waits for no platform', async () => {
    pictures.platform(() => undefined);
    const known = (await world.store.stores.find(shop))!;
    pictures.cards.noticed(known, [unseen('7')]);
    const idle = pictures.cards.idle();
    while (pictures.asked.length === 0) await pause(5);
    await pictures.cards.stop();
    await idle;
    pictures.cards.noticed(known, [unseen('8')]);
    await pictures.cards.idle();
    expect(pictures.asked).toEqual([['7']]);
  });
});

const unseen = (productId: string): Line => line({ productId, imageUrl: null, available: null });
