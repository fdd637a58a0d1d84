import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CartId, StoreId } from '../../../src/core/words/ids.ts';
import { databases } from '../../store/databases.ts';
import { after, HOUR, openReturnWorld } from './return-world.ts';
import type { ReturnWorld } from './return-world.ts';

describe.each(databases)('unsubscribing on $name', ({ make }) => {
  let world: ReturnWorld;
  let storeId: StoreId;

  beforeAll(async () => {
    world = await openReturnWorld(make);
    storeId = await world.connect('one');
  });
  afterAll(() => world.close());

  const optOuts = (name: string, of = storeId) =>
    world.store.suppressions.findByKeys(of, [`${name}@example.com`]);
  const linkOf = async (name: string) => (await world.remind(await world.abandon(storeId, name))).out;
  const post = (token: unknown, at = after(HOUR)) =>
    world.returns.unsubscribe({ token, acceptLanguage: 'en' }, at);

  it('GET shows the page and changes nothing, however often scanners open it', async () => {
    const out = await linkOf('get');
    for (const given of [{}, { method: 'HEAD' as const }, { userAgent: 'Mimecast' }])
      expect(await world.returns.show(world.request(out, given), after(HOUR))).toEqual({
        kind: 'page',
        page: 'ask',
        language: 'pt-BR',
        storeName: 'one',
        maskedAddress: 'g…@example.com',
      });

    expect(await optOuts('get')).toEqual([]);
  });

  it('POST suppresses marketing e-mail, once however often it comes', async () => {
    const out = await linkOf('post');
    world.reconsidered.length = 0;

    for (let time = 0; time < 3; time += 1)
      expect(await post(out)).toMatchObject({ kind: 'page', page: 'done' });

    expect(await optOuts('post')).toMatchObject([
      { channel: 'email', purpose: 'marketing', source: 'unsubscribe_link', hint: 'p…@example.com' },
    ]);
    const told = await world.store.timeline.ofCart(storeId, 'post' as CartId, 10);
    expect(told.map(({ kind }) => kind)).toEqual(['unsubscribed']);
    expect(JSON.stringify(told)).not.toContain('example.com');
    expect(world.reconsidered).toMatchObject([{ storeId, cartIds: ['post'], shopperIds: ['p-post'] }]);
    expect(await world.returns.show(world.request(out), after(2 * HOUR))).toMatchObject({ page: 'done' });
  });

  it('many at once are one opt-out', async () => {
    const out = await linkOf('at-once');
    await Promise.all(Array.from({ length: 6 }, () => post(out)));

    expect(await optOuts('at-once')).toHaveLength(1);
  });

  it('one shopper’s link touches nobody else, nor the same address at another store', async () => {
    const other = await world.connect('other');
    await linkOf('bystander');
    await post(await linkOf('leaver'));

    expect(await optOuts('bystander')).toEqual([]);
    expect(await optOuts('leaver', other)).toEqual([]);
  });

  it('works long after the return link has expired', async () => {
    const out = await linkOf('late');

    expect(await post(out, after(400 * 24 * HOUR))).toMatchObject({ page: 'done' });
    expect(await optOuts('late')).toHaveLength(1);
  });

  it('what is no unsubscribe token is not found, and nothing happens', async () => {
    const { back, out } = await world.remind(await world.abandon(storeId, 'wrong'));
    const manual = await world.manualTokenOf(storeId, 'wrong');

    for (const token of [back, manual, [out], out + out, out.slice(1), '', undefined, `${out}\n`]) {
      expect(await post(token)).toEqual({ kind: 'not_found', language: 'en' });
      expect(await world.returns.show(world.request(token), after(HOUR))).toMatchObject({
        kind: 'not_found',
      });
    }
    expect(await optOuts('wrong')).toEqual([]);
  });

  it('an address that is no longer known leaves nothing to suppress, and is no error', async () => {
    const { out } = await world.remind(await world.abandon(storeId, 'erased'), 'first', { toAddress: null });

    expect(await post(out)).toMatchObject({ page: 'done', maskedAddress: null });
  });
});
