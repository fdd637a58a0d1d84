import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoreId } from '../../../src/core/words/ids.ts';
import { databases } from '../../store/databases.ts';
import { DAY, HOUR, MINUTE } from '../../support/reminder-world.ts';
import { openOfferWorld, STEP, type OfferWorld } from './offer-world.ts';

describe.each(databases)('offers of steps on $name', ({ make }) => {
  let world: OfferWorld;
  let storeId: StoreId;
  beforeEach(async () => {
    world = await openOfferWorld(make);
    storeId = await world.offering('loja', { minimumTotal: { minor: 5_000, currency: 'BRL' } });
  });
  afterEach(() => world.close());

  const couponOf = async (cart: Parameters<OfferWorld['messagesOf']>[0]) => {
    const [message] = await world.messagesOf(cart);
    const [coupon] = await world.store.coupons.ofRun(storeId, message!.episodeId!);
    return coupon;
  };

  it('a coupon of its own is made before the mail goes, and stands in the mail with its real end', async () => {
    const { cart } = await world.remind(storeId, 'ana@example.com');
    const [wanted] = world.platform.asked;
    expect(wanted).toMatchObject({
      benefit: { kind: 'percent', percent: 10 },
      minimumTotal: { minor: 5_000, currency: 'BRL' },
    });
    expect(wanted!.endsAt!.getTime() - wanted!.startsAt.getTime()).toBe(2 * DAY);
    const [mail] = world.channel.sent;
    expect(mail?.content.text).toContain(wanted!.code);
    expect(mail?.content.text).toMatch(/Válido até/);
    expect(await couponOf(cart)).toMatchObject({ state: 'made', stepId: STEP, code: wanted!.code });
    expect((await couponOf(cart))?.handedAt).toEqual(mail?.at);
    expect(await world.storyOf(cart)).toContain('coupon_made');
  });

  it('each shopper gets a code of their own', async () => {
    await world.remind(storeId, 'ana@example.com');
    await world.remind(storeId, 'bia@example.com');
    expect(new Set(world.platform.asked.map(({ code }) => code)).size).toBe(2);
    expect(world.platform.codes.size).toBe(2);
  });

  it('the mail waits while the platform does not answer, and goes with the coupon of its first try', async () => {
    world.platform.answers(() => ({ kind: 'unavailable', reason: 'HTTP 503' }));
    const { cart } = await world.remind(storeId, 'ana@example.com');
    expect(world.channel.sent).toEqual([]);
    expect(await world.messagesOf(cart)).toMatchObject([
      { state: 'planned', lastVerdict: 'wait:coupon_missing' },
    ]);
    await world.passes(1_000);
    expect(world.platform.asked).toHaveLength(1);
    world.platform.isHonest();
    await world.passes(MINUTE);
    expect(world.platform.asked.map(({ code }) => code)).toEqual(
      Array.from({ length: 2 }, () => world.platform.asked[0]!.code),
    );
    expect(world.channel.sent).toHaveLength(1);
  });

  it('what waited for a coupon until it was too late tells so', async () => {
    world.platform.answers(() => ({ kind: 'unavailable', reason: 'HTTP 503' }));
    const { cart } = await world.remind(storeId, 'ana@example.com');
    for (let day = 0; day < 5; day += 1) await world.passes(DAY);
    expect(await world.messagesOf(cart)).toMatchObject([{ state: 'expired', reason: 'coupon_missing' }]);
  });

  it('a lost answer makes no second coupon: the code that is taken then is ours', async () => {
    world.platform.answers(({ code }, codes) => {
      (codes as Set<string>).add(code);
      throw new Error('connection reset');
    });
    await world.remind(storeId, 'ana@example.com');
    world.platform.isHonest();
    await world.passes(MINUTE);
    expect(world.platform.codes.size).toBe(1);
    expect(world.channel.sent[0]?.content.text).toContain([...world.platform.codes][0]);
  });

  it('a code that somebody else has at the first try is left to them', async () => {
    let isFirst = true;
    world.platform.answers(({ code }, codes) => {
      if (isFirst) {
        isFirst = false;
        return { kind: 'taken' };
      }
      return codes.has(code) ? { kind: 'taken' } : { kind: 'made', code, externalId: null };
    });
    await world.remind(storeId, 'ana@example.com');
    const [first, second] = world.platform.asked;
    expect(second!.code).not.toBe(first!.code);
    expect(world.channel.sent[0]?.content.text).toContain(second!.code);
    expect(world.channel.sent[0]?.content.text).not.toContain(first!.code);
  });

  it('what the platform refuses is told, and the mail goes without it', async () => {
    world.platform.answers(() => ({ kind: 'refused', reason: 'missing scope' }));
    const { cart } = await world.remind(storeId, 'ana@example.com');
    expect(world.channel.sent).toHaveLength(1);
    expect(world.channel.sent[0]?.content.text).not.toContain(world.platform.asked[0]!.code);
    expect(await world.storyOf(cart)).toContain('coupon_refused: missing scope');
    expect(await couponOf(cart)).toMatchObject({ state: 'refused', handedAt: null });
  });

  it('what the platform refuses falls back to the code of the merchant', async () => {
    storeId = await world.offering('outra', { code: 'VOLTA10' });
    world.platform.answers(() => ({ kind: 'refused', reason: 'missing scope' }));
    await world.remind(storeId, 'ana@example.com');
    expect(world.channel.sent[0]?.content.text).toContain('VOLTA10');
  });

  it('a cart below the minimum gets the mail without the offer', async () => {
    storeId = await world.offering('cara', { minimumTotal: { minor: 10_000_000, currency: 'BRL' } });
    await world.remind(storeId, 'ana@example.com');
    expect(world.channel.sent).toHaveLength(1);
    expect(world.platform.asked).toEqual([]);
  });

  it('who leaves a cart again gets no second offer for a month, and one after it', async () => {
    await world.remind(storeId, 'ana@example.com', { externalId: 'first' });
    for (let days = 0; days < 10; days += 1) await world.passes(DAY);
    await world.remind(storeId, 'ana@example.com', { externalId: 'second' });
    expect(world.channel.sent).toHaveLength(2);
    expect(world.platform.asked).toHaveLength(1);
    expect(world.channel.sent[1]?.content.text).not.toContain(world.platform.asked[0]!.code);
    for (let days = 0; days < 31; days += 1) await world.passes(DAY);
    await world.remind(storeId, 'ana@example.com', { externalId: 'third' });
    expect(world.platform.asked).toHaveLength(2);
  });

  it('a code of the merchant counts as an offer too', async () => {
    storeId = await world.offering('fixa', { type: 'code', code: 'VOLTA10' });
    await world.remind(storeId, 'ana@example.com', { externalId: 'first' });
    for (let days = 0; days < 10; days += 1) await world.passes(DAY);
    await world.remind(storeId, 'ana@example.com', { externalId: 'second' });
    expect(world.channel.sent.map(({ content }) => content.text.includes('VOLTA10'))).toEqual([true, false]);
  });

  it('no coupon is made for somebody who bought in the meantime', async () => {
    const { cart } = await world.fillCart(storeId, 'ana@example.com');
    await world.passes(30 * MINUTE);
    await world.buys(cart);
    await world.passes(HOUR);
    expect(world.platform.asked).toEqual([]);
  });

  it('erasing leaves what it cost and nothing that leads to somebody', async () => {
    const { cart, shopperId } = await world.remind(storeId, 'ana@example.com');
    const coupon = await couponOf(cart);
    await world.store.erasing.around(storeId, {
      cartIds: [cart.id],
      shopperIds: [shopperId],
      at: world.clock.now(),
    });
    expect(await world.store.coupons.find(storeId, coupon!.id)).toMatchObject({
      cartId: null,
      shopperId: null,
      messageId: null,
      state: 'made',
    });
  });
});
