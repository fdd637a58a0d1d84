import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCheckout } from '../../../adapters/nuvemshop/cart.ts';
import { minimiseCheckout, minimiseOrder } from '../../../adapters/nuvemshop/minimise.ts';
import { readOrder } from '../../../adapters/nuvemshop/order.ts';
import { spoiltVariants, withLists } from '../hostile-bodies.ts';
import { faultsOf } from '../soundness.ts';
import { nuvemFixture, nuvemStore } from './store.ts';

const reading = { receivedAt: new Date('2026-11-21T12:10:00Z'), store: nuvemStore };

const observed = (kind: 'order' | 'checkout', body: unknown) => {
  if (kind === 'order') return readOrder(body, reading);
  const read = readCheckout(body, reading);
  return read.kind === 'read' ? read.observation : null;
};
const faults = (kind: 'order' | 'checkout', body: unknown) => {
  const observation = observed(kind, body);
  return observation === null ? [] : faultsOf({ kind: 'observed', observations: [observation] });
};

describe('what the API tells', () => {
  it('is read without tax ids, streets, browsers and addresses of machines', () => {
    const kept = JSON.stringify([
      minimiseOrder(nuvemFixture('order')),
      minimiseCheckout(nuvemFixture('checkout')),
    ]);
    for (const secret of [
      '52998224725',
      '529.982.247-25',
      '203.0.113.7',
      'Mozilla',
      'Rua das Flores',
      '4111111111111111',
    ]) {
      expect(kept).not.toContain(secret);
    }
  });

  it.each(['order', 'checkout'] as const)('survives every hostile value in every field of an %s', (kind) => {
    for (const spoilt of spoiltVariants(nuvemFixture(kind))) expect(faults(kind, spoilt)).toEqual([]);
    expect(faults(kind, withLists(nuvemFixture(kind), 5_000))).toEqual([]);
  });

  it.each(['order', 'checkout'] as const)('survives arbitrary JSON in place of an %s', (kind) => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (body) => {
        expect(faults(kind, body)).toEqual([]);
      }),
    );
  });
});
