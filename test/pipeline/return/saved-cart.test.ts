import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Line } from '../../../src/core/cart/cart.ts';
import type { StoreId } from '../../../src/core/words/ids.ts';
import type { StoredCart } from '../../../src/ports/store/carts.ts';
import { databases } from '../../store/databases.ts';
import { storedCart } from '../../support/stored.ts';
import { openReturnWorld, type ReturnWorld } from './return-world.ts';

const line = {
  productId: '7',
  variantId: null,
  sku: null,
  title: 'Caneca',
  variantTitle: 'Azul',
  quantity: 2,
  unitPrice: { minor: 90_00, currency: 'BRL' },
  imageUrl: 'https://cdn.example/7.jpg',
  url: null,
  available: true,
};
const holding = (lines: readonly Line[]): Partial<StoredCart> => ({
  registers: storedCart({
    contents: {
      currency: 'BRL',
      lines,
      subtotal: null,
      total: { minor: 199_90, currency: 'BRL' },
      coupons: [],
    },
  }).registers,
});

type Saved = { readonly of: StoreId; readonly name: string; readonly lines: readonly Line[] };

const seeSaved = async (world: ReturnWorld, { of, name, lines }: Saved) => {
  const cart = await world.abandon(of, name, { url: null, cart: holding(lines) });
  const outcome = await world.visit((await world.remind(cart)).back);
  return outcome.kind === 'cart' ? outcome : null;
};

describe.each(databases)('a cart that no link restores, on $name', ({ make }) => {
  let world: ReturnWorld;
  let storeId: StoreId;

  beforeAll(async () => {
    world = await openReturnWorld(make);
    storeId = await world.connect('one');
  });
  afterAll(() => world.close());

  it('is shown as it was saved, with the way to the shop and the coupon', async () => {
    const cart = await world.abandon(storeId, 'saved', { url: null, cart: holding([line]) });
    const { back } = await world.remind(cart, 'first', { couponCode: 'VOLTA-7K' });

    const outcome = await world.visit(back);

    expect(outcome).toMatchObject({
      kind: 'cart',
      language: 'pt-BR',
      cart: {
        lines: [{ title: 'Caneca', quantity: 2, isSoldOut: false }],
        soldOut: 'none',
        couponCode: 'VOLTA-7K',
      },
      store: { name: 'one', homeUrl: expect.stringContaining(`retorno_ref=${back}`) },
    });
    expect(outcome.kind === 'cart' && outcome.cart.total).toMatch(/^R\$\s199,90$/);
  });

  it('shows none of what is sold out, and a total without it', async () => {
    const gone = { ...line, productId: '8', title: 'Bule', available: false };
    const cart = holding([line, gone]);
    const { back } = await world.remind(await world.abandon(storeId, 'sold-out', { url: null, cart }));

    const outcome = await world.visit(back);

    expect(outcome).toMatchObject({
      kind: 'cart',
      cart: {
        lines: [
          { title: 'Caneca', quantity: 2 },
          { title: 'Bule', quantity: 0, isSoldOut: true },
        ],
        soldOut: 'some',
      },
    });
    expect(outcome.kind === 'cart' && outcome.cart.total).toMatch(/^R\$\s180,00$/);
  });

  it('adds up nothing where a price was not told, or where nothing is left', async () => {
    const gone = { ...line, available: false };
    const unpriced = { ...line, productId: '9', unitPrice: { minor: 0, currency: 'BRL' } };

    const some = await seeSaved(world, { of: storeId, name: 'unpriced', lines: [gone, unpriced] });
    expect(some?.cart).toMatchObject({ soldOut: 'some', total: null });
    expect(some?.cart.lines[1]).toMatchObject({ unit_price: null, line_total: null });
    const all = await seeSaved(world, { of: storeId, name: 'all-gone', lines: [gone, gone] });
    expect(all?.cart).toMatchObject({ soldOut: 'all', total: null });
  });

  it('leads to where its products are when nobody gave the shop’s address', async () => {
    const homeless = await world.connect('homeless', { url: null });
    const there = { ...line, url: 'https://shop.example:8443/caneca?x=1' };

    const placed = await seeSaved(world, { of: homeless, name: 'placed', lines: [line, there] });
    expect(placed?.store.homeUrl).toMatch(/^https:\/\/shop\.example:8443\/\?retorno_ref=/);
    expect(
      (await seeSaved(world, { of: homeless, name: 'unplaced', lines: [line] }))?.store.homeUrl,
    ).toBeNull();
  });

  it('tells nothing of its shopper', async () => {
    const cart = { ...holding([line]), emailKey: 'ana@example.com', phoneKey: '+5511987654321' };
    const { back } = await world.remind(await world.abandon(storeId, 'private', { url: null, cart }));

    expect(JSON.stringify(await world.visit(back))).not.toMatch(/example\.com"|5511|Ana/);
  });
});
