import { expect, it } from 'vitest';
import { outboundFor } from '../../src/compose/product.ts';
import type { Outbound } from '../../src/ports/outbound.ts';
import type { ConnectedStore } from '../../src/ports/store/stores.ts';
import { leapingClock } from '../support/real-clock.ts';

it('no call of a long listing is refused by the strictest platform, though the network bunches some', async () => {
  const clock = leapingClock(new Date('2026-11-21T12:00:00Z'));
  let [level, leakedAt, refused, calls] = [0, clock.now().getTime(), 0, 0];
  /** Forty at once, two a second; a call arrives up to two seconds after it was made. */
  const platform: Outbound = async () => {
    calls += 1;
    const arrivesAt = clock.now().getTime() + (calls % 4 === 0 ? 0 : 2_000 - (calls % 4) * 500);
    level = Math.max(0, level - (Math.max(0, arrivesAt - leakedAt) / 1_000) * 2);
    leakedAt = Math.max(leakedAt, arrivesAt);
    if (level + 1 > 40) refused += 1;
    else level += 1;
    return { kind: 'answered', status: 200, headers: new Headers(), body: '' };
  };
  const ask = outboundFor({ guarded: platform, trusted: platform, clock })({
    id: 's1',
    platform: 'woocommerce',
  } as ConnectedStore);
  for (let call = 0; call < 300; call += 1) await ask({ url: 'https://shop.example/' });
  expect([calls, refused]).toEqual([300, 0]);
});
