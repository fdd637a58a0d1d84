import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetEnd } from '../../../src/core/decide/budget.ts';
import { decide } from '../../../src/core/decide/decide.ts';
import { explain } from '../../../src/core/decide/explain.ts';
import { isHeldOut } from '../../../src/core/decide/holdout.ts';
import type { OrderFact } from '../../../src/core/decide/snapshot.ts';
import type { ShopperId } from '../../../src/core/words/ids.ts';
import { CHECK_CODES } from '../../../src/core/words/reason-codes.ts';
import { LANGUAGES } from '../../../src/core/words/vocabulary.ts';
import {
  aCart,
  aFlow,
  after,
  anOrder,
  aSnapshot,
  DAY,
  DUE,
  HOUR,
  S1,
  stepIds,
} from '../../support/snapshots.ts';

const instants = fc.integer({ min: -5 * DAY, max: 6 * DAY }).map((ms) => after(ms));
const startsAt = fc.integer({ min: -5 * DAY, max: DAY }).map((ms) => after(ms));
const orders = fc.array(
  fc
    .record({
      meaning: fc.constantFrom<OrderFact['meaning']>(
        'bought',
        'pending',
        'in_review',
        'lapsed',
        'cancelled',
        'refunded',
      ),
      placedAt: instants,
      matchesCart: fc.boolean(),
      repeatsMostLines: fc.boolean(),
      clearing: fc.constant(null),
    })
    .map((over) => anOrder(over)),
  { maxLength: 3 },
);
const situations = fc.record({
  orders,
  sent: fc.array(instants, { maxLength: 4 }),
  enabledAt: startsAt,
  connectedAt: startsAt,
  now: fc.integer({ min: -HOUR, max: 4 * DAY }).map((ms) => after(ms)),
  stepId: fc.constantFrom(...stepIds),
  state: fc.constantFrom('open' as const, 'closed' as const, 'purchased' as const),
});

describe('whatever the situation', () => {
  it('nobody known to have bought, over budget, or from before the flow was on is written to', () => {
    let sends = 0;
    fc.assert(
      fc.property(situations, ({ orders, sent, enabledAt, connectedAt, now, stepId, state }) => {
        const snapshot = aSnapshot({
          orders,
          cart: aCart({ state }),
          shopper: { marketingSentAt: sent },
          store: { connectedAt },
        });
        const { action } = decide(snapshot, aFlow({ enabledAt }), stepId, now);
        if (action.kind !== 'send') return;
        sends += 1;
        expect(orders.some((order) => order.matchesCart && order.meaning === 'bought')).toBe(false);
        expect(budgetEnd(snapshot.store.settings.budget, sent, now)).toBeNull();
        expect(snapshot.episode.anchorAt > enabledAt && snapshot.episode.anchorAt > connectedAt).toBe(true);
        expect(state).toBe('open');
      }),
      { numRuns: 5_000 },
    );
    expect(sends).toBeGreaterThan(20);
  });

  it('a wait ends later than now', () => {
    const waits: boolean[] = [];
    fc.assert(
      fc.property(situations, ({ orders, sent, now, stepId }) => {
        const snapshot = aSnapshot({ orders, shopper: { marketingSentAt: sent } });
        const { action } = decide(snapshot, aFlow(), stepId, now);
        if (action.kind === 'wait') waits.push(action.until > now);
      }),
    );
    expect(waits.length).toBeGreaterThan(10);
    expect(waits.every(Boolean)).toBe(true);
  });

  it('every verdict can be told in every language, with nothing left to fill in', () => {
    fc.assert(
      fc.property(situations, fc.constantFrom(...LANGUAGES), ({ orders, sent, now }, language) => {
        const snapshot = aSnapshot({ orders, shopper: { marketingSentAt: sent } });
        const { checks } = explain({
          snapshot,
          flow: aFlow(),
          now,
          reader: { language, zone: 'America/Sao_Paulo' },
        });
        expect(checks.length).toBeGreaterThanOrEqual(CHECK_CODES.length - 1);
        for (const { text } of checks) expect(text).toMatch(/^[^{}]+\.$/);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the budget', () => {
  it('ends when the oldest message that fills it leaves its window', () => {
    const rules = [
      { max: 1, withinMs: 20 * HOUR },
      { max: 3, withinMs: 7 * DAY },
    ];
    const sent = [after(-HOUR, DUE), after(-2 * DAY, DUE), after(-6 * DAY, DUE)];
    expect(budgetEnd(rules, sent, DUE)).toEqual(after(DAY, DUE));
    expect(budgetEnd(rules, sent.slice(0, 1), DUE)).toEqual(after(19 * HOUR, DUE));
    expect(budgetEnd(rules, [], DUE)).toBeNull();
  });

  it('still counts a message sent before the clock went back', () => {
    expect(budgetEnd([{ max: 1, withinMs: HOUR }], [after(3 * HOUR, DUE)], DUE)).toEqual(
      after(4 * HOUR, DUE),
    );
  });
});

describe('the control group', () => {
  it('is about the share asked for, and the same whenever asked', () => {
    const held = Array.from({ length: 4_000 }, (_, place) =>
      isHeldOut(aSnapshot({ shopper: { id: `s${place}` as ShopperId } }), aFlow({ holdoutPercent: 20 })),
    ).filter(Boolean).length;
    expect(held / 4_000).toBeGreaterThan(0.17);
    expect(held / 4_000).toBeLessThan(0.23);
  });

  it('keeps everybody where they are when the share changes', () => {
    const flow = aFlow({ holdoutPercent: 99 });
    expect(isHeldOut(aSnapshot({ shopper: { holdoutBefore: false } }), flow)).toBe(false);
    expect(isHeldOut(aSnapshot({ episode: { holdout: true } }), aFlow({ holdoutPercent: 1 }))).toBe(true);
    expect(isHeldOut(aSnapshot({ episode: { holdout: true } }), aFlow({ holdoutPercent: 0 }))).toBe(false);
  });
});

describe('the explanation', () => {
  const reader = { language: 'en', zone: 'UTC' } as const;

  it('says what comes next and when', () => {
    expect(explain({ snapshot: aSnapshot(), flow: aFlow(), now: after(0), reader })).toMatchObject({
      decision: { action: 'wait', until: DUE, reason: null },
      next: { step: S1, at: DUE },
    });
  });

  it('says that nothing comes next, and why', () => {
    const snapshot = aSnapshot({ orders: [anOrder()] });
    const { decision, next, checks } = explain({ snapshot, flow: aFlow(), now: DUE, reader });
    expect({ decision, next }).toEqual({
      decision: { action: 'stop', until: null, reason: 'bought' },
      next: null,
    });
    expect(checks.find(({ code }) => code === 'bought')?.text).toBe('The shopper bought (order 1001).');
  });
});
