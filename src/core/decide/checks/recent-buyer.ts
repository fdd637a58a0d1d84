import { passed, waitUntil, type Check } from '../check.ts';
import type { OrderFact } from '../snapshot.ts';

/** Who buys the same things again has probably finished in another way: thrice the cool-off (1 day → 3 days). */
const REPEAT_FACTOR = 3;

export const recentBuyer: Check = {
  code: 'recent_buyer',
  ask: ({ snapshot: { orders, store }, purpose, now }) => {
    if (purpose === 'transactional') return passed();
    const last = orders
      .filter((order) => order.meaning === 'bought')
      .map((order) => ({ order, until: coolOffEnd(order, store.settings.coolOffMs) }))
      .toSorted((one, other) => other.until.getTime() - one.until.getTime())[0];
    if (last === undefined || last.until <= now) return passed();
    return waitUntil(last.until, {
      order: last.order.number,
      placedAt: last.order.placedAt.toISOString(),
      coolOffUntil: last.until.toISOString(),
      repeatsMostLines: last.order.repeatsMostLines,
    });
  },
};

const coolOffEnd = ({ placedAt, repeatsMostLines }: OrderFact, coolOffMs: number): Date =>
  new Date(placedAt.getTime() + coolOffMs * (repeatsMostLines ? REPEAT_FACTOR : 1));
