import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from './api-world.ts';

let api: ApiWorld;
let open: string;
let bought: string;

beforeAll(async () => {
  api = await openApiWorld();
  open = await api.idOf('c1');
  bought = await api.idOf('c2');
});
afterAll(() => api.world.close());

const mailbox = async () => (await api.world.store.mailbox.list({ limit: 99, before: null })).length;
const post = (operation: string, path: string, body: object) =>
  api.ask(operation, path, { body, headers: { 'content-type': 'application/json' } });
/** The same request may come again. */
const postOnce = (path: string, key: string, body: object) =>
  api.ask('writeByHand', path, {
    body,
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
  });

/** One more cart of a shopper, known to nobody before. */
const addCart = async (id: string, total = '50.00'): Promise<string> => {
  await api.ask('postEvents', '/events', {
    key: api.eventsKey,
    body: {
      id: `event-${id}`,
      type: 'cart.updated',
      occurredAt: '2026-11-21T10:00:00Z',
      cart: {
        id,
        email: `${id}@example.com`,
        name: 'Zoe Lima',
        currency: 'BRL',
        total,
        lines: [{ productId: '9', title: 'Vaso', quantity: 1, unitPrice: total }],
      },
    },
  });
  await api.world.settled();
  return api.idOf(id);
};

describe('contacts', () => {
  test('what is logged is told again, latest first, with notes as they were written', async () => {
    const cart = await addCart('contacts');
    const notes = '<script>alert(1)</script>\n“said” maybe';
    const first = await post('logContact', `/carts/${cart}/contacts`, {
      channel: 'whatsapp',
      reached: true,
      answer: 'positive',
      reason: 'shipping',
      notes,
      nextAttemptAt: '2026-11-22T12:00:00+01:00',
    });
    expect(first).toMatchObject({
      status: 201,
      body: { cartId: cart, notes, answer: 'positive', nextAttemptAt: '2026-11-22T11:00:00.000Z' },
    });
    api.world.clock.forward(1);
    await post('logContact', `/carts/${cart}/contacts`, { channel: 'other', reached: false });
    const { body } = await api.ask('listContacts', `/carts/${cart}/contacts?limit=1`);
    expect(body.items).toMatchObject([{ channel: 'other', answer: 'none', reason: null, notes: '' }]);
    const rest = await api.ask('listContacts', `/carts/${cart}/contacts?cursor=${body.next}`);
    expect(rest.body).toMatchObject({ items: [{ id: first.body.id }], next: null });
  });

  test.each([
    [{ channel: 'pigeon', reached: true }, 'channel'],
    [{ channel: 'phone' }, 'reached'],
    [{ channel: 'phone', reached: true, reason: 'weather' }, 'reason'],
    [{ channel: 'phone', reached: true, notes: 'x'.repeat(5_001) }, 'notes'],
    [{ channel: 'phone', reached: true, nextAttemptAt: 'tomorrow' }, 'nextAttemptAt'],
    [{ channel: 'phone', reached: true, storeId: 'other' }, 'storeId'],
  ])('%j is refused for its %s', async (body, path) => {
    const answer = await post('logContact', `/carts/${open}/contacts`, body);
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, path]);
  });

  test('a no closes the cart, and a page of a list that is none is 400', async () => {
    const cart = await addCart('says-no');
    await post('logContact', `/carts/${cart}/contacts`, {
      channel: 'phone',
      reached: true,
      answer: 'negative',
    });
    const { body } = await api.ask('readCart', `/carts/${cart}`);
    expect(body).toMatchObject({ state: 'closed', closedReason: 'declined' });
    const timeline = await api.ask('readTimeline', `/carts/${cart}/timeline`);
    expect(timeline.body.items.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['contacted', 'closed']),
    );
    expect((await api.ask('listContacts', `/carts/${cart}/contacts?cursor=x`)).status).toBe(400);
  });
});

const nextAttempt = (cart: string, nextAttemptAt: string | null) =>
  post('logContact', `/carts/${cart}/contacts`, {
    channel: 'phone',
    reached: false,
    notes: cart,
    nextAttemptAt,
  });

test('the reasons that were noted are a report', async () => {
  const cart = await addCart('reasons');
  const contact = { channel: 'phone', reached: true, reason: 'stock' };
  await post('logContact', `/carts/${cart}/contacts`, contact);
  await post('logContact', `/carts/${cart}/contacts`, contact);
  const to = '2026-11-22T00:00:00Z';
  const { body } = await api.ask('readSummary', `/reports/summary?groupBy=reason&to=${to}`);
  expect(body.items).toContainEqual(expect.objectContaining({ key: 'stock', abandoned: 1, revenue: [] }));
  const story = await api.ask('readTimeline', `/carts/${cart}/timeline`, {
    headers: { 'accept-language': 'pl' },
  });
  expect(story.body.items).toContainEqual(
    expect.objectContaining({
      kind: 'contacted',
      text: 'Ktoś ze sklepu rozmawiał z klientem (telefon): brak w magazynie.',
    }),
  );
});

describe('tasks', () => {
  test('are due next attempts, the most valuable cart first, until the next contact', async () => {
    const [small, large, later] = [
      await addCart('small', '10.00'),
      await addCart('large', '900.00'),
      await addCart('later', '999.00'),
    ];
    await nextAttempt(small, '2026-11-21T11:00:00Z');
    await nextAttempt(large, '2026-11-21T11:00:00Z');
    await nextAttempt(later, '2026-11-29T11:00:00Z');

    const due = await api.ask('listTasks', '/tasks');
    expect(due.body.items).toMatchObject([
      { cartId: large, total: { amount: '900.00', currency: 'BRL' }, shopper: { name: 'Zoe Lima' } },
      { cartId: small, dueAt: '2026-11-21T11:00:00.000Z', notes: small },
    ]);
    expect((await api.ask('readMe', '/me')).body.health.tasksDue).toBe(2);
    const first = await api.ask('listTasks', '/tasks?limit=1&dueBefore=2026-12-01T00:00:00Z');
    expect(first.body.items).toMatchObject([{ cartId: later }]);
    const second = await api.ask(
      'listTasks',
      `/tasks?dueBefore=2026-12-01T00:00:00Z&cursor=${first.body.next}`,
    );
    expect(second.body.items.map(({ cartId }: { cartId: string }) => cartId)).toEqual([large, small]);

    api.world.clock.forward(1);
    await nextAttempt(large, null);
    expect((await api.ask('listTasks', '/tasks')).body.items).toMatchObject([{ cartId: small }]);
    for (const cursor of ['x', 'WzEsMl0', 'W251bGwsImEiXQ'])
      expect((await api.ask('listTasks', `/tasks?cursor=${cursor}`)).status).toBe(400);
  });
});

describe('a message by hand', () => {
  const letter = { channel: 'email', subject: 'Oi {{ shopper.first_name }}', text: 'Posso ajudar?' };

  test('goes out at once and stands among the messages of the cart', async () => {
    const before = await mailbox();
    const { status, body } = await post('writeByHand', `/carts/${open}/messages`, letter);
    expect(status).toBe(202);
    expect(body).toMatchObject({
      cartId: open,
      flow: null,
      step: null,
      state: 'accepted',
      to: 'ana@example.com',
    });
    expect(await mailbox()).toBe(before + 1);
    expect((await api.ask('readCart', `/carts/${open}`)).body.messages).toMatchObject([{ id: body.id }]);
    const [mail] = await api.world.store.mailbox.list({ limit: 1, before: null });
    expect(mail).toMatchObject({ subject: 'Oi Ana', to: 'ana@example.com' });
  });

  test('to who bought is 409 first, and goes once that is confirmed', async () => {
    const first = await post('writeByHand', `/carts/${bought}/messages`, letter);
    expect([first.status, first.body.code]).toEqual([409, 'bought']);
    const second = await post('writeByHand', `/carts/${bought}/messages`, { ...letter, confirm: true });
    expect([second.status, second.body.state]).toEqual([202, 'accepted']);
  });

  test('to who opted out is 409, confirmed or not', async () => {
    const cart = await addCart('out');
    await post('addSuppression', '/suppressions', {
      email: 'out@example.com',
      channel: 'email',
      purpose: 'marketing',
    });
    for (const confirm of [false, true]) {
      const answer = await post('writeByHand', `/carts/${cart}/messages`, { ...letter, confirm });
      expect([answer.status, answer.body.code]).toEqual([409, 'opted_out']);
    }
  });

  test('that does not parse is 422 with line and column', async () => {
    const answer = await post('writeByHand', `/carts/${open}/messages`, { ...letter, text: 'a\n{{ b' });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'text', line: 2, column: 1 }] } });
  });

  test('posted twice under one Idempotency-Key is one mail', async () => {
    const before = await mailbox();
    const path = `/carts/${open}/messages`;
    const again = () => postOnce(path, 'a-1', letter);
    const answers = await Promise.all([again(), again(), again()]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await mailbox()).toBe(before + 1);
    const other = await postOnce(path, 'a-1', { ...letter, text: 'x' });
    expect([other.status, other.body.code]).toEqual([409, 'conflict']);
  });

  test.each([
    [{ channel: 'email', text: 'x' }, 422, 'invalid_input'],
    [{ channel: 'email', subject: 'x', text: '' }, 422, 'invalid_input'],
    [{ channel: 'email', subject: 'x', text: 'y'.repeat(20_001) }, 422, 'invalid_input'],
    [{ channel: 'sms', subject: 'x', text: 'y' }, 422, 'invalid_input'],
    [{ channel: 'whatsapp', text: 'y' }, 409, 'channel_down'],
  ])('%j is %i %s', async (body, status, code) => {
    const answer = await post('writeByHand', `/carts/${open}/messages`, body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

describe('a test mail', () => {
  test('is the very mail of the step, goes to the one address and counts nowhere', async () => {
    const before = await mailbox();
    api.world.clock.forward(1);
    const draft = { subject: 'Teste {{ store.name }}', body: 'Olá {{ shopper.first_name }}' };
    const answer = await post('testFlow', '/flows/abandoned_cart/test', {
      step: 0,
      locale: 'pt-BR',
      to: 'me@example.com',
      template: draft,
    });
    expect([answer.status, answer.body]).toEqual([202, { to: 'me@example.com' }]);
    expect(await mailbox()).toBe(before + 1);
    const [mail] = await api.world.store.mailbox.list({ limit: 1, before: null });
    expect(mail).toMatchObject({ to: 'me@example.com', subject: 'Teste Loja da Ana' });
    expect(mail?.html).toContain('Olá Ana');
    const { body } = await api.ask('listMessages', '/messages?limit=200');
    expect(body.items.filter(({ to }: { to: string }) => to === 'me@example.com')).toEqual([]);
  });

  test.each([
    [{ step: 0, to: 'a@example.com, b@example.com' }, 'to'],
    [{ step: 99, to: 'a@example.com' }, 'step'],
    [{ step: 0, to: 'a@example.com', template: { subject: '{{', body: 'x' } }, 'template.subject'],
  ])('%j is refused for its %s', async (body, path) => {
    const before = await mailbox();
    const answer = await post('testFlow', '/flows/abandoned_cart/test', body);
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, path]);
    expect(await mailbox()).toBe(before);
  });
});

describe('shoppers', () => {
  test('are listed with their counts and what they left behind', async () => {
    const { body } = await api.ask('listShoppers', '/shoppers?q=ana');
    expect(body.items).toMatchObject([
      {
        email: 'ana@example.com',
        registered: true,
        carts: 1,
        orders: 0,
        hasAbandonedCart: true,
        abandonedCartId: open,
      },
    ]);
    const { id } = body.items[0];
    expect((await api.ask('trustShopper', `/shoppers/${id}/trust`)).status).toBe(204);
    expect((await api.ask('distrustShopper', `/shoppers/${id}/trust`)).status).toBe(204);
    const buyers = await api.ask('listShoppers', '/shoppers?q=bruno@&hasAbandonedCart=false');
    expect(buyers.body.items).toMatchObject([{ orders: 1, hasAbandonedCart: false, abandonedCartId: null }]);
    const page = await api.ask('listShoppers', '/shoppers?limit=1');
    const next = await api.ask('listShoppers', `/shoppers?limit=1&cursor=${page.body.next}`);
    expect(next.body.items[0].id).not.toBe(page.body.items[0].id);
  });

  test.each(['registered=maybe', 'sort=name', 'limit=201', 'q=', 'cursor=x', 'cursor=WzFlOTksImEiXQ'])(
    '%s is 400',
    async (query) => {
      expect((await api.ask('listShoppers', `/shoppers?${query}`)).status).toBe(400);
    },
  );
});

test('a cart’s WhatsApp link greets in the shopper’s language and carries our own link', async () => {
  const { body } = await api.ask('readCart', `/carts/${open}`);
  const link = new URL(body.whatsappUrl);
  expect(link.pathname).toBe('/5511987654321');
  expect(link.searchParams.get('text')).toContain('Olá, Ana!');
  expect(link.searchParams.get('text')).toContain(body.returnUrl);
});
