import { describe, expect, it } from 'vitest';
import { isBuried, tombstoneHashes } from '../../../src/core/privacy/redaction.ts';
import { minutes } from '../../support/observations.ts';

const secret = new Uint8Array(32).fill(7);
const ana = { cartId: 'c1', emailKey: 'ana@example.com', phoneKey: null };

describe('a tombstone', () => {
  it('drops what was told before the erasure or at its moment, and nothing later', () => {
    const stones = [{ keyHash: 'x', at: minutes(10) }];
    expect([minutes(9), minutes(10), minutes(11)].map((at) => isBuried(stones, at))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('is found by cart, order, e-mail or phone, each by itself', () => {
    expect(tombstoneHashes(ana, secret)).toHaveLength(2);
    expect(tombstoneHashes(ana, secret)).toContain(
      tombstoneHashes({ emailKey: 'ana@example.com', phoneKey: null }, secret)[0],
    );
  });

  it('tells nothing without the secret of its store, and an order is no cart of the same id', () => {
    const other = new Uint8Array(32).fill(8);
    expect(tombstoneHashes(ana, other)).not.toEqual(tombstoneHashes(ana, secret));
    expect(tombstoneHashes({ cartId: '1', emailKey: null, phoneKey: null }, secret)).not.toEqual(
      tombstoneHashes({ orderId: '1', emailKey: null, phoneKey: null }, secret),
    );
  });
});
