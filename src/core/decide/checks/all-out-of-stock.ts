import { passed, waitUntil, type Check } from '../check.ts';

/**
 * Lines of which the platform does not say whether they can be bought count as available. What was ordered is kept for
 * its shopper, even if it was the last one.
 */
export const allOutOfStock: Check = {
  code: 'all_out_of_stock',
  ask: ({ snapshot: { cart }, purpose }) => {
    const lines = cart.registers.contents?.value.lines ?? [];
    const soldOut = lines.filter((line) => line.available === false).length;
    const facts = { lines: lines.length, soldOut };
    if (purpose === 'transactional') return passed(facts);
    return lines.length > 0 && soldOut === lines.length ? waitUntil(null, facts) : passed(facts);
  },
};
