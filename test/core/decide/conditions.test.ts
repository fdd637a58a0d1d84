import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/core/decide/decide.ts';
import { explain } from '../../../src/core/decide/explain.ts';
import { aCart, aFlow, after, aLine, anOrder, aSnapshot, DAY, DUE, S1, S2 } from '../../support/snapshots.ts';
import { onlyFor } from './check-case.ts';

describe('conditions of a step', () => {
  it.each([
    ['its total', onlyFor({ minimumTotal: { minor: 9_000, currency: 'BRL' } })],
    ['its total, at most', onlyFor({ maximumTotal: { minor: 9_000, currency: 'BRL' } })],
    [
      'a total in another currency, which says nothing',
      onlyFor({ minimumTotal: { minor: 1, currency: 'EUR' } }),
    ],
    ['its language', onlyFor({ languages: ['pt'] })],
    ['its product', onlyFor({ products: ['c1'] })],
    ['a first shopper', onlyFor({ shopper: 'first' })],
  ])('a cart is let through by %s', (_, flow) => {
    expect(decide(aSnapshot(), flow, S1, DUE).action).toEqual({ kind: 'send' });
  });

  it('all have to hold', () => {
    const flow = onlyFor({ shopper: 'first', products: ['C9'] });
    const snapshot = aSnapshot({ cart: aCart({ lines: [aLine({ sku: 'C9' })] }) });
    expect(decide(snapshot, flow, S1, DUE).action).toEqual({ kind: 'send' });
    expect(decide(aSnapshot(), flow, S1, DUE).action).toEqual({ kind: 'skip' });
  });

  it('an order placed before the cart was begun makes a returning shopper', () => {
    const before = anOrder({ matchesCart: false, placedAt: after(-5 * DAY) });
    const snapshot = aSnapshot({ orders: [before] });
    expect(decide(snapshot, onlyFor({ shopper: 'returning' }), S1, DUE).action).toEqual({ kind: 'send' });
  });

  it('are explained, with the step that comes in its place', () => {
    const flow = aFlow();
    const [first, ...others] = flow.steps;
    const [conditioned] = onlyFor({ tags: ['vip'] }).steps;
    const steps = [{ ...first!, conditions: conditioned!.conditions }, ...others];
    const explained = explain({
      snapshot: aSnapshot(),
      flow: { ...flow, steps },
      now: DUE,
      reader: { language: 'en', zone: 'UTC' },
    });
    expect(explained.decision).toMatchObject({ action: 'skip', reason: 'conditions_unmet' });
    expect(explained.next).toEqual({ step: S2, at: after(DAY) });
    expect(explained.checks.find(({ code }) => code === 'conditions_unmet')?.text).toBe(
      'This reminder is for other carts (without the wanted tag).',
    );
  });
});
