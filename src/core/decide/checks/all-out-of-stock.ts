import { passed, waitUntil, type Check } from '../check.ts';

/** Lines of which the platform does not say whether they can be bought count as available. */
export const allOutOfStock: Check = {
  code: 'all_out_of_stock',
  ask: ({ snapshot: { cart } }) => {
    const lines = cart.registers.contents?.value.lines ?? [];
    const soldOut = lines.filter((line) => line.available === false).length;
    const facts = { lines: lines.length, soldOut };
    return lines.length > 0 && soldOut === lines.length ? waitUntil(null, facts) : passed(facts);
  },
};
