import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from './api-world.ts';

let api: ApiWorld;

beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.world.close());

describe('deliveries, messages and reports', () => {
  test('a delivery is listed without its body, and processed again', async () => {
    const { body } = await api.ask('listDeliveries', '/deliveries?state=processed');
    expect(JSON.stringify(body)).not.toContain('ana@example.com');
    const again = await api.ask('replayDelivery', `/deliveries/${body.items[0].id}/replay`);
    expect(again.status).toBe(202);
    await api.world.settled();
    expect((await api.ask('listDeliveries', '/deliveries?state=dead')).body.items).toEqual([]);
  });

  test('messages and the summary answer for a store without any', async () => {
    expect((await api.ask('listMessages', '/messages?state=accepted,failed&channel=email')).body).toEqual({
      items: [],
      next: null,
    });
    const summary = await api.ask('readSummary', '/reports/summary?groupBy=week&basis=order');
    expect(summary.body.totals).toMatchObject({ recovered: 0, revenue: [] });
    expect((await api.ask('readSummary', '/reports/summary?groupBy=year')).status).toBe(400);
    expect((await api.ask('catchUpOrders', '/orders/catch-up')).body.state).toBe('done');
  });

  test('lift is told of marketing flows only, in the reader’s language', async () => {
    const { body } = await api.ask('readLift', '/reports/lift?from=2026-11-01T00:00:00Z', {
      headers: { 'accept-language': 'es' },
    });
    expect(body.items.map(({ flow }: { flow: string }) => flow).toSorted()).toEqual([
      'abandoned_cart',
      'reactivation',
    ]);
    expect(body.items[0]).toMatchObject({
      holdoutPercent: 0,
      suggested: false,
      verdict: 'nothing_measured',
      difference: null,
      text: 'Todavía no se puede decir nada: uno de los dos grupos sigue vacío.',
    });
    const turned = '/reports/lift?from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z';
    expect((await api.ask('readLift', turned)).status).toBe(400);
  });

  test('a reconciliation is started, and tells later what it found', async () => {
    const period = { from: '2026-11-01T00:00:00Z', to: '2026-11-21T00:00:00Z' };
    const started = await api.ask('startReconciliation', '/reconciliations', { body: period });
    expect([started.status, started.body.state]).toEqual([202, 'running']);
    const read = async () =>
      api.ask('readReconciliation', `/reconciliations/${started.body.id}`, {
        headers: { 'accept-language': 'en' },
      });
    await expect.poll(async () => (await read()).body.state).toBe('done');
    const found = await read();
    const listed = await api.ask('listReconciliations', '/reconciliations?limit=1');
    expect(listed.body.items).toMatchObject([
      { id: started.body.id, origin: 'by_hand', found: 1, repaired: 0 },
    ]);
    expect(found.body).toMatchObject({
      reasons: [{ reason: 'webhook_missing', found: 1, repaired: 0 }],
      state: 'done',
      discrepancies: [
        {
          orderId: '1003',
          reason: 'webhook_missing',
          text: 'the platform has this order, its webhook never came',
        },
      ],
    });
    const backwards = { from: period.to, to: period.from };
    expect((await api.ask('startReconciliation', '/reconciliations', { body: backwards })).status).toBe(422);
  });

  test('the session learns its store and what needs attention', async () => {
    const { body } = await api.ask('readMe', '/me');
    expect(body).toMatchObject({
      store: { id: api.store.id, platform: 'custom', name: 'Loja da Ana' },
      health: { senderComplete: false, deadDeliveries: 0, tasksDue: 0 },
      mailbox: true,
    });
  });
});
