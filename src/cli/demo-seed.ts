import type { Seeded } from '../pipeline/demo/seed-carts.ts';
import { done, textOf, wrongUse, type Command } from './command.ts';

const MOST_CARTS = 10_000_000;

/** Fills the sandbox store, for trials and sizing. */
export const demoSeed = (seed: (carts: number) => Promise<Seeded>): Command => ({
  words: ['demo', 'seed'],
  usage: '--carts N',
  summary: 'fills a sandbox store with N made-up carts; nothing is ever sent for them',
  options: { carts: { type: 'string' } },
  run: async (input) => {
    const carts = Number(textOf(input, 'carts') ?? Number.NaN);
    if (!Number.isInteger(carts) || carts < 1 || carts > MOST_CARTS)
      return wrongUse(`--carts is a whole number from 1 to ${MOST_CARTS}`);
    const seeded = await seed(carts);
    return done(
      seeded,
      `store ${seeded.storeId}: ${seeded.added} carts added, ${seeded.alreadyThere} were there`,
    );
  },
});
