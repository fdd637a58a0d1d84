import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from '../call.ts';
import { openApiWorld, type ApiWorld } from './api-world.ts';

let api: ApiWorld;

beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.world.close());

describe('carts', () => {
  test('are listed latest first, with all that stands around them', async () => {
    const { body } = await api.ask('listCarts', '/carts');
    expect(body.items.map((cart: { externalId: string }) => cart.externalId)).toEqual(['c2', 'c1']);
    expect(body.items[1]).toMatchObject({
      platform: 'custom',
      state: 'abandoned',
      shopper: { name: 'Ana Souza', email: 'ana@example.com', phone: '+5511987654321', registered: true },
      total: { amount: '199.90', currency: 'BRL' },
      abandonedAt: '2026-11-21T11:30:00.000Z',
      reachable: ['email', 'whatsapp'],
      lines: [{ title: 'Caneca azul', unitPrice: { amount: '90.00', currency: 'BRL' } }],
      order: null,
      holdout: null,
      credit: null,
    });
    expect(body.items[0]).toMatchObject({
      state: 'purchased',
      order: { number: '1002', paymentState: 'paid' },
    });
  });

  test("give our own link, never the platform's", async () => {
    const { text, body } = await api.ask('readCart', `/carts/${await api.idOf('c1')}`);
    expect(body.returnUrl).toMatch(new RegExp(`^${api.world.url}/r/[\\w-]{24,}$`));
    expect(text).not.toContain('shop.example/cart');
    const visited = await call(body.returnUrl);
    expect(visited.status).toBe(302);
    expect(visited.headers.location).toMatch(/^https:\/\/shop\.example\/cart\/c1\?/);
    expect(visited.headers['set-cookie']).toBeUndefined();
  });

  test.each([
    ['state=abandoned', ['c1']],
    ['state=purchased,abandoned', ['c2', 'c1']],
    ['q=souza', ['c1']],
    ['q=ana%40exam', ['c1']],
    ['q=4321', ['c1']],
    ['q=nobody', []],
    ['product=7', ['c1']],
    ['product=camiseta', ['c2']],
    ['channel=whatsapp', ['c1']],
    ['minTotal=100', ['c1']],
    ['registered=true', ['c1']],
    ['country=BR', ['c1']],
    ['from=2026-11-21T11:30:00Z', ['c2']],
    ['from=2026-11-22', []],
    ['to=2026-11-21T11:30:00Z', ['c1']],
    ['sort=-total', ['c1', 'c2']],
  ])('are filtered by %s', async (query, ids) => {
    const { body } = await api.ask('listCarts', `/carts?${query}`);
    expect(body.items.map((cart: { externalId: string }) => cart.externalId)).toEqual(ids);
  });

  test('come in pages without a gap', async () => {
    const first = await api.ask('listCarts', '/carts?limit=1');
    const second = await api.ask('listCarts', `/carts?limit=1&cursor=${first.body.next}`);
    expect([first, second].map(({ body }) => body.items[0].externalId)).toEqual(['c2', 'c1']);
    expect(second.body.next).toBeNull();
  });

  test.each([
    'limit=201',
    'limit=0',
    'limit=x',
    'colour=blue',
    'state=asleep',
    'from=yesterday',
    'from=2026-02-30',
    'sort=total',
    'sort=-total&q=ana',
    'minTotal=1e9',
    'channel=pigeon',
    'cursor=nonsense',
    'cursor=bnVsbA',
    'state=abandoned&state=closed',
    'q=%00ana',
    'q[$ne]=1',
  ])('refuse %s with 400', async (query) => {
    const answer = await api.ask('listCarts', `/carts?${query}`);
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_input']);
  });

  test.each([`'`, `"; drop table carts; --`, `' or '1'='1`, '%', '_', `\\`, '*', `ana'||'`])(
    'asked for %s answer like for any other word',
    async (word) => {
      for (const filter of ['q', 'product']) {
        const answer = await api.ask('listCarts', `/carts?${filter}=${encodeURIComponent(word)}`);
        expect(answer.status).toBe(200);
      }
      expect((await api.ask('listCarts', '/carts')).body.items).toHaveLength(2);
    },
  );

  test('are exported with a mark for spreadsheets, and run nothing in them', async () => {
    const { text, headers } = await api.ask('exportCarts', '/carts.csv');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    const [head, first, second] = text.split('\n');
    expect(head).toBe(
      '\uFEFFid,platform,state,name,email,phone,products,total,currency,locale,started_at,last_activity_at,abandoned_at,messages_sent,last_message_at,clicked,order,recovered_amount,return_url',
    );
    expect(first).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(second).toContain(`'+5511987654321`);
    expect((await api.ask('exportCarts', '/carts.csv?state=closed')).text.trim().split('\n')).toHaveLength(1);
  });

  test('tell their story and what comes next, in the language asked for', async () => {
    const id = await api.idOf('c1');
    const story = await api.ask('readTimeline', `/carts/${id}/timeline`, {
      headers: { 'accept-language': 'en' },
    });
    expect(story.body.items).toContainEqual(
      expect.objectContaining({ kind: 'cart_seen', text: 'The cart was seen for the first time' }),
    );
    const next = await api.ask('explainCart', `/carts/${id}/explain`);
    expect(next.body.flow).toBe('abandoned_cart');
    expect(next.body.checks.length).toBeGreaterThan(5);
  });

  test('are closed by hand once and for all, but not when an order decides', async () => {
    const id = await api.idOf('c1');
    for (let time = 0; time < 2; time += 1) {
      const closed = await api.ask('closeCart', `/carts/${id}/close`);
      expect(closed.body).toMatchObject({ state: 'closed', closedReason: 'by_hand' });
    }
    const bought = await api.ask('closeCart', `/carts/${await api.idOf('c2')}/close`);
    expect([bought.status, bought.body.code]).toEqual([409, 'bought']);
  });
});
