import { describe, expect, it } from 'vitest';
import { createAdapters, requiredVariables } from '../../adapters/index.ts';
import { PLATFORMS } from '../../src/core/words/vocabulary.ts';
import type { ReturnTarget } from '../../src/ports/adapter.ts';
import { wooStore } from './woocommerce/store.ts';

const target: ReturnTarget = {
  store: { ...wooStore, url: 'https://shop.example/store' },
  platformUrl: 'https://shop.example/1/checkouts/ac/x/recover?key=ff&locale=pt-BR',
  lines: [
    { productId: '7', variantId: null, quantity: 2 },
    { productId: '8', variantId: '81', quantity: 1 },
    { productId: 'p&q', variantId: null, quantity: 1 },
  ],
  token: 'Zm9vYmFyYmF6cXV4MTIzNA',
  medium: 'email',
  campaign: 'abandoned_cart',
  couponCode: 'VOLTA 7K&x',
};

const lead = (platform: string, changed: Partial<ReturnTarget> = {}): URL | null => {
  const written = createAdapters()
    .find((adapter) => adapter.platform === platform)!
    .returnUrl({ ...target, ...changed });
  return written === null ? null : new URL(written);
};

describe.each(['shopify', 'woocommerce', 'custom'])('the return link of %s', (platform) => {
  it('keeps the query it had and adds our token', () => {
    const url = lead(platform)!;
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      key: 'ff',
      locale: 'pt-BR',
      retorno_ref: target.token,
      utm_source: 'retorno',
      utm_medium: 'email',
      utm_campaign: 'abandoned_cart',
    });
  });

  it('carries the coupon as the platform reads it', () => {
    const name = platform === 'shopify' ? 'discount' : 'coupon';
    expect(lead(platform)!.searchParams.get(name)).toBe('VOLTA 7K&x');
    expect(lead(platform, { couponCode: null })!.searchParams.has(name)).toBe(false);
  });

  it.each(['javascript:alert(1)', '//evil.example', 'data:text/html,x', '', 'nonsense'])(
    'never leads to %j',
    (platformUrl) => {
      expect(lead(platform, { platformUrl, lines: [] })).toBeNull();
    },
  );

  it('leads nowhere when nothing restores the cart', () => {
    expect(lead(platform, { platformUrl: null, lines: [] })).toBeNull();
    expect(lead(platform, { platformUrl: null, store: { ...wooStore, url: null } })).toBeNull();
  });
});

it('rebuilds a WooCommerce cart by its products where no plugin gave a link', () => {
  const url = lead('woocommerce', { platformUrl: null })!;
  expect(url.pathname).toBe('/store/');
  expect(url.searchParams.get('checkout-link')).toBe('true');
  expect(url.searchParams.get('products')).toBe('7:2,81:1');
});

it('leaves the cart to us where the WooCommerce is too old to rebuild it', () => {
  const store = { ...target.store, scopes: ['no_checkout_link'] };
  expect(lead('woocommerce', { platformUrl: null, store })).toBeNull();
  expect(lead('woocommerce', { store })?.pathname).toBe('/1/checkouts/ac/x/recover');
  expect(lead('woocommerce', { platformUrl: null, store: { ...store, scopes: null } })).not.toBeNull();
});

it('names the variables of every platform', () => {
  expect(new Set(Object.keys(requiredVariables))).toEqual(new Set(PLATFORMS));
});
