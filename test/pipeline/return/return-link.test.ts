import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualToken } from '../../../src/core/message/manual-link.ts';
import type { CartId, StoreId } from '../../../src/core/words/ids.ts';
import { createReturns } from '../../../src/pipeline/return/returns.ts';
import { databases } from '../../store/databases.ts';
import { after, HOUR, openReturnWorld } from './return-world.ts';
import type { ReturnWorld } from './return-world.ts';

const diskFull = () => Promise.reject(new Error('disk full'));

describe.each(databases)('return links on $name', ({ make }) => {
  let world: ReturnWorld;
  let storeId: StoreId;
  let other: StoreId;

  beforeAll(async () => {
    world = await openReturnWorld(make);
    storeId = await world.connect('one');
    other = await world.connect('other');
  });
  afterAll(() => world.close());

  const state = async (name: string, cart: Parameters<ReturnWorld['abandon']>[2]) => {
    const { back } = await world.remind(await world.abandon(storeId, name, cart));
    return world.visit(back);
  };

  it('a link leads to the platform’s own, with our token and where it came from', async () => {
    const { back } = await world.remind(await world.abandon(storeId, 'back'));

    const outcome = await world.visit(back);

    const url = new URL(outcome.kind === 'redirect' ? outcome.location : '');
    expect(url.origin + url.pathname).toBe('https://shop.example/cart');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      key: 'back',
      retorno_ref: back,
      utm_source: 'retorno',
      utm_medium: 'email',
      utm_campaign: 'abandoned_cart/first',
    });
  });

  it('a coupon goes along', async () => {
    const { back } = await world.remind(await world.abandon(storeId, 'coupon'), 'first', {
      couponCode: 'VOLTA 7',
    });

    expect(await world.visit(back)).toMatchObject({ location: expect.stringContaining('coupon=VOLTA+7') });
  });

  it('the link that people pass on leads there too, and reading it wrote nothing', async () => {
    const { cart } = await world.abandon(storeId, 'manual');
    const token = await world.manualTokenOf(storeId, 'manual');
    expect((await world.clicks(storeId)).filter(({ cartId }) => cartId === cart.id)).toEqual([]);

    const outcome = await world.visit(token);

    expect(outcome).toMatchObject({ location: expect.stringContaining('utm_medium=manual') });
    expect((await world.clicks(storeId)).filter(({ cartId }) => cartId === cart.id)).toMatchObject([
      { kind: 'human', messageId: null },
    ]);
  });

  it('the link that people pass on dies with the server’s keys, and not with the first rotation', async () => {
    await world.abandon(storeId, 'rotated');
    const token = await world.manualTokenOf(storeId, 'rotated');
    const open = (linkKeys: Uint8Array[]) =>
      createReturns({ ...world.parts, linkKeys }).openReturnLink(world.request(token), after(HOUR));

    expect(await open([new Uint8Array(32).fill(6), world.linkKey])).toMatchObject({ kind: 'redirect' });
    expect(await open([new Uint8Array(32).fill(6)])).toMatchObject({ page: 'unknown' });
  });

  describe('what is no token of ours is unknown, and writes nothing', () => {
    it.each([
      ['empty', (): unknown => ''],
      ['missing', (): unknown => undefined],
      ['a list', (token: string): unknown => [token]],
      ['a list of two', (token: string): unknown => [token, token]],
      ['doubled', (token: string): unknown => token + token],
      ['in small letters', (token: string): unknown => token.toLowerCase()],
      ['in capitals', (token: string): unknown => token.toUpperCase()],
      [
        'with its first character changed',
        (token: string): unknown => (token.startsWith('A') ? 'B' : 'A') + token.slice(1),
      ],
      [
        'with its last character changed',
        (token: string): unknown => token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A'),
      ],
      ['cut', (token: string): unknown => token.slice(0, -1)],
      ['with a line break', (token: string): unknown => `${token}\r\nSet-Cookie: a=b`],
      ['an address', (): unknown => 'https://evil.example'],
      ['SQL', (): unknown => "' or 1=1 --"],
      ['NUL', (token: string): unknown => `${token}\u0000`],
    ])('%s', async (name, spoil) => {
      const id = `forged-${name}`;
      const { back } = await world.remind(await world.abandon(storeId, id));
      const manual = await world.manualTokenOf(storeId, id);

      for (const token of [back, manual])
        expect(await world.visit(spoil(token))).toEqual({
          kind: 'page',
          page: 'unknown',
          language: 'en',
          store: null,
        });
      expect((await world.clicks(storeId)).filter(({ cartId }) => cartId === id)).toEqual([]);
    });

    it('a token of one store is worth nothing at another', async () => {
      await world.abandon(storeId, 'mine');
      await world.abandon(other, 'theirs');
      const secrets = await world.store.stores.secrets(other);
      const forged = manualToken(
        { storeId, cartId: 'mine' as CartId },
        { linkKey: world.linkKey, ownSecret: Buffer.from(secrets!.own, 'base64url') },
      );

      expect(await world.visit(forged)).toMatchObject({ page: 'unknown' });
    });

    it('an unsubscribe link leads nowhere but to unsubscribing', async () => {
      const { out } = await world.remind(await world.abandon(storeId, 'not-back'));

      expect(await world.visit(out)).toMatchObject({ page: 'unknown' });
    });
  });

  describe('a link that has no checkout any more', () => {
    const home = { name: 'one', homeUrl: 'https://shop.example/' };

    it('tells whoever bought that all is done', async () => {
      for (const bought of ['purchased', 'recovered'] as const)
        expect(await state(bought, { cart: { state: bought } })).toEqual({
          kind: 'page',
          page: 'bought',
          language: 'pt-BR',
          store: home,
        });
    });

    it('tells that a cart is closed, unless a newer one merely took over', async () => {
      expect(await state('removed', { cart: { state: 'closed', closedReason: 'removed' } })).toMatchObject({
        page: 'closed',
      });
      expect(
        await state('superseded', { cart: { state: 'closed', closedReason: 'superseded' } }),
      ).toMatchObject({ kind: 'redirect' });
    });

    it('ends after 30 days', async () => {
      const { back } = await world.remind(await world.abandon(storeId, 'old'));
      const manual = await world.manualTokenOf(storeId, 'old');

      for (const token of [back, manual]) {
        expect(await world.visit(token, after(30 * 24 * HOUR - 1))).toMatchObject({ kind: 'redirect' });
        expect(await world.visit(token, after(30 * 24 * HOUR))).toMatchObject({
          page: 'expired',
          store: home,
        });
      }
    });

    it('speaks the shopper’s language', async () => {
      expect(await state('polish', { cart: { state: 'purchased', locale: 'pl_PL' } })).toMatchObject({
        language: 'pl',
      });
    });
  });

  describe('whoever poisons an address', () => {
    it.each([
      'javascript:alert(1)',
      'data:text/html,x',
      '//evil.example/',
      '\\\\evil.example\\',
      'https:\\\\evil.example',
      'https://shop.example@evil.example\\@shop.example/',
      'https://user:password@shop.example/',
      'ftp://shop.example/',
      'https://shop.example/\r\nLocation: https://evil.example',
      '/relative',
      '',
    ])('%j leads nowhere else; the cart is shown as it was saved', async (url) => {
      const name = `poison-${Buffer.from(url).toString('hex')}`.slice(0, 60);
      const { back } = await world.remind(await world.abandon(storeId, name, { url }));

      const outcome = await world.visit(back);

      const leadsTo = outcome.kind === 'redirect' ? new URL(outcome.location).host : outcome.kind;
      expect(['shop.example', 'cart']).toContain(leadsTo);
      expect(JSON.stringify(outcome)).not.toMatch(/javascript|\\[rn]/);
    });

    it('an adapter that answers another host is not believed', async () => {
      const { back } = await world.remind(await world.abandon(storeId, 'strange'));
      const returns = createReturns({
        ...world.parts,
        adapterOf: (platform) => ({
          capabilities: world.parts.adapterOf(platform)!.capabilities,
          returnUrl: () => 'https://evil.example/',
        }),
      });

      const outcome = await returns.openReturnLink(world.request(back), after(HOUR));

      expect(outcome).toMatchObject({ kind: 'cart' });
      expect(JSON.stringify(outcome)).not.toContain('evil.example');
    });
  });

  it('who has ordered and not paid is led to the payment', async () => {
    const { back } = await world.remind(await world.abandon(storeId, 'to-pay'));
    const order = {
      externalId: 'to-pay',
      paymentState: 'awaiting_shopper',
      payUrl: 'https://pay.example/x',
    } as const;
    await world.receiveOrder(storeId, order, ['to-pay']);

    expect(await world.visit(back)).toEqual({ kind: 'redirect', location: 'https://pay.example/x' });
    await world.receiveOrder(storeId, { ...order, paymentState: 'paid', updatedAt: after(2 * HOUR) }, [
      'to-pay',
    ]);
    expect(await world.visit(back)).toMatchObject({ page: 'bought' });
  });

  it('who can no longer pay is led back to the cart, and nobody pays an order that was given up', async () => {
    const { back } = await world.remind(await world.abandon(storeId, 'too-late'));
    const order = {
      externalId: 'too-late',
      paymentState: 'awaiting_shopper',
      payUrl: 'https://pay.example/x',
      payBy: after(HOUR / 2),
    } as const;
    await world.receiveOrder(storeId, order, ['too-late']);

    const outcome = await world.visit(back);
    expect(outcome).toMatchObject({ kind: 'redirect' });
    expect(outcome).not.toMatchObject({ location: 'https://pay.example/x' });
  });

  it('a database that cannot write keeps nobody from the checkout', async () => {
    const { back } = await world.remind(await world.abandon(storeId, 'full'));
    const returns = createReturns({ ...world.parts, store: { ...world.store, commit: diskFull } });

    expect(await returns.openReturnLink(world.request(back), after(HOUR))).toMatchObject({
      kind: 'redirect',
    });
  });

  it('hammering a link fills no disk', async () => {
    const { back } = await world.remind(await world.abandon(storeId, 'hammer'));
    for (let round = 0; round < 22; round += 1)
      await Promise.all(
        Array.from({ length: 10 }, (_, at) => world.visit(back, after(HOUR + round * 10 + at))),
      );

    const kept = (await world.clicks(storeId)).filter(({ cartId }) => cartId === 'hammer');
    expect(kept.length).toBeLessThanOrEqual(200);
    expect(kept.filter(({ countedOn }) => countedOn !== null)).toHaveLength(1);
  });

  it('an uninstalled store leads nowhere', async () => {
    const gone = await world.connect('gone');
    const { back } = await world.remind(await world.abandon(gone, 'gone'));
    await world.store.commit([world.store.stores.removed(gone, 'uninstalled')]);

    expect(await world.visit(back)).toMatchObject({ page: 'closed', store: { homeUrl: null } });
  });
});
