import { describe, expect, it } from 'vitest';
import { matchRule, type MatchCart, type MatchOrder } from '../../../src/core/cart/match.ts';
import type { CartId } from '../../../src/core/words/ids.ts';
import { DAY_MS, minutes } from '../../support/observations.ts';

const HORIZON_MS = 30 * DAY_MS;
const cartId = 'cart-1' as CartId;

const cart = (over: Partial<MatchCart> = {}): MatchCart => ({
  id: cartId,
  externalId: 'c1',
  aliases: ['token-1'],
  emailKey: 'ana@example.com',
  phoneKey: '5511987654321',
  startedAt: minutes(0),
  lastActivityAt: minutes(10),
  productIds: ['7'],
  ...over,
});

const order = (over: Partial<MatchOrder> = {}): MatchOrder => ({
  cartRefs: [],
  tokenCarts: [],
  couponCarts: [],
  emailKey: null,
  phoneKey: null,
  placedAt: minutes(20),
  origin: 'storefront',
  productIds: [],
  ...over,
});

const rule = (orderOver: Partial<MatchOrder>, cartOver: Partial<MatchCart> = {}) =>
  matchRule(order(orderOver), cart(cartOver), HORIZON_MS);

describe('matching an order with a cart', () => {
  it('asks ids, then our token, then our coupon, then the shopper', () => {
    const all = { emailKey: 'ana@example.com', tokenCarts: [cartId], couponCarts: [cartId] };
    expect(rule({ ...all, cartRefs: ['c1'] })).toBe('ids');
    expect(rule(all)).toBe('token');
    expect(rule({ ...all, tokenCarts: [] })).toBe('coupon');
    expect(rule({ emailKey: 'ana@example.com' })).toBe('shopper');
    expect(rule({})).toBeNull();
  });

  it('knows a cart by its aliases', () => {
    expect(rule({ cartRefs: ['other', 'token-1'] })).toBe('ids');
  });

  it('takes the same phone for the same shopper whatever the e-mail', () => {
    expect(rule({ emailKey: 'eva@example.com', phoneKey: '5511987654321' })).toBe('shopper');
  });

  it('does not take two unknown contacts for one', () => {
    expect(rule({}, { emailKey: null, phoneKey: null })).toBeNull();
  });

  it.each([
    ['five minutes before the start', minutes(-5), 'shopper'],
    ['earlier', minutes(-6), null],
    ['the horizon after the last activity', new Date(minutes(10).getTime() + HORIZON_MS), 'shopper'],
    ['later', new Date(minutes(10).getTime() + HORIZON_MS + 1), null],
  ])('an order of the shopper placed %s: %s gives %s', (_, placedAt, expected) => {
    expect(rule({ emailKey: 'ana@example.com', placedAt })).toBe(expected);
  });

  it.each(['renewal', 'point_of_sale', 'marketplace', 'draft', 'admin'] as const)(
    'a %s order ends a cart only by its ids or by overlapping lines',
    (origin) => {
      const same = { origin, emailKey: 'ana@example.com' };
      expect(rule({ ...same, productIds: ['8'], tokenCarts: [cartId] })).toBeNull();
      expect(rule({ ...same, productIds: ['8', '7'] })).toBe('shopper');
      expect(rule({ origin, productIds: ['7'] })).toBeNull();
      expect(rule({ origin, cartRefs: ['c1'] })).toBe('ids');
    },
  );
});
