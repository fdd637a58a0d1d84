import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/core/words/vocabulary.ts';
import type { StoreId } from '../../../src/core/words/ids.ts';
import { writeStory } from '../../../src/http/api/carts/story/write-story.ts';
import { createExplainCart } from '../../../src/pipeline/reminders/explain-cart.ts';
import { createExplainMessage } from '../../../src/pipeline/reminders/explain-message.ts';
import type { StoredCart } from '../../../src/ports/store/carts.ts';
import { databases } from '../../store/databases.ts';
import { DAY, MINUTE } from '../../support/reminder-world.ts';
import { UP } from '../../support/up.ts';
import { openOfferWorld, type OfferWorld } from './offer-world.ts';

describe.each(databases)('why an offer was given or not, on $name', ({ make }) => {
  let world: OfferWorld;
  let storeId: StoreId;
  beforeEach(async () => {
    world = await openOfferWorld(make);
    storeId = await world.offering('loja', { minimumTotal: { minor: 5_000, currency: 'BRL' } });
  });
  afterEach(() => world.close());

  const parts = () => ({
    store: { ...world.parts.store, reader: world.store.reader },
    ordersFreshForMs: MINUTE,
    channels: UP,
  });
  /** Of the newest message of the cart, in each language. */
  const told = async (cart: StoredCart) => {
    const id = (await world.messagesOf(cart)).at(-1)!.id;
    const explain = createExplainMessage(parts());
    const now = world.clock.now();
    const all = LANGUAGES.map((language) =>
      explain({ storeId: cart.storeId, id, now, reader: { language, zone: 'UTC' } }),
    );
    const offers = (await Promise.all(all)).map((explained) => explained?.offer ?? null);
    expect(new Set(offers.map((offer) => offer?.text)).size).toBe(LANGUAGES.length);
    return offers[LANGUAGES.indexOf('en')];
  };
  /** Of what comes next for the cart. */
  const outlook = async (cart: StoredCart) => {
    const reader = { language: 'en', zone: 'UTC' } as const;
    const request = { storeId: cart.storeId, cartId: cart.id, now: world.clock.now(), reader };
    const explained = await createExplainCart(parts())(request);
    return explained?.checks.find(({ code }) => code === 'coupon_missing')?.text;
  };

  it('a coupon that was made', async () => {
    const { cart } = await world.fillCart(storeId, 'ana@example.com');
    await world.passes(30 * MINUTE);
    expect(await outlook(cart)).toBe('A coupon is made for this shopper before the message goes.');
    await world.passes(30 * MINUTE);
    expect(await told(cart)).toEqual({
      code: 'offer_made',
      text: 'The offer goes along with a coupon made for this shopper.',
    });
  });

  it('a serial abandoner, before and after the message', async () => {
    await world.remind(storeId, 'ana@example.com', { externalId: 'first' });
    for (let days = 0; days < 10; days += 1) await world.passes(DAY);
    const { cart } = await world.fillCart(storeId, 'ana@example.com', { externalId: 'second' });
    await world.passes(30 * MINUTE);
    const why = 'No offer: the shopper got one with an earlier cart.';
    expect(await outlook(cart)).toBe(why);
    await world.passes(30 * MINUTE);
    expect(await told(cart)).toEqual({ code: 'offer_serial_abandoner', text: why });
  });

  it('a cart below the minimum', async () => {
    storeId = await world.offering('cara', { minimumTotal: { minor: 10_000_000, currency: 'BRL' } });
    const { cart } = await world.remind(storeId, 'ana@example.com');
    expect(await told(cart)).toEqual({
      code: 'offer_below_minimum',
      text: 'No offer: the cart does not reach its minimum.',
    });
  });

  it('a platform that refuses, also in the cart’s story in every language', async () => {
    world.platform.answers(() => ({ kind: 'refused', reason: 'missing scope' }));
    const { cart } = await world.remind(storeId, 'ana@example.com');
    expect(await told(cart)).toMatchObject({ code: 'offer_refused' });
    const story = await world.store.timeline.ofCart(storeId, cart.id, 100);
    for (const kind of ['coupon_refused', 'offer']) {
      const entry = story.find((one) => one.kind === kind)!;
      const texts = LANGUAGES.map((language) => writeStory(entry, { language, zone: 'UTC' }));
      expect(new Set(texts).size).toBe(LANGUAGES.length);
      expect(texts[LANGUAGES.indexOf('en')]).toBe(
        kind === 'offer'
          ? 'No offer: the platform refused the coupon.'
          : 'The shop’s platform refused a coupon: missing scope',
      );
    }
  });

  it('a step without an offer says nothing of one', async () => {
    storeId = await world.connect('plain');
    const { cart } = await world.remind(storeId, 'ana@example.com');
    expect((await world.storyOf(cart)).filter((kind) => kind.startsWith('offer'))).toEqual([]);
  });
});
