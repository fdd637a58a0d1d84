import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lives, type Life } from './histories/life.ts';
import { boughtOf, knownOf } from './histories/model.ts';
import { brokenRules } from './histories/rules.ts';
import { live, liveCalmly, openHistories, outcomeOf, type Histories } from './histories/world.ts';

/** More by command: `HISTORIES=100000 npx vitest run test/guarantees/histories.test.ts`. */
const COUNT = Number(process.env['HISTORIES'] ?? 10_000);

let world: Histories;
beforeAll(async () => void (world = await openHistories()));
afterAll(() => world.close());

it(
  'whatever happens, in whatever order it is heard and wherever the process dies, every rule holds',
  { timeout: 1_800_000 },
  async () => {
    const seen = { mails: 0, deaths: 0, bought: 0 };
    const judge = async (life: Life): Promise<void> => {
      const lived = await live(world, life);
      const calm = await liveCalmly(world, life);
      const outcome = await outcomeOf(world, lived.storeId);
      const bought = outcome.filter(({ state }) => state === 'purchased').map(({ cart }) => cart);

      expect(await brokenRules(world, life, lived)).toEqual([]);
      expect(outcome).toEqual(await outcomeOf(world, calm));
      expect(bought).toEqual(boughtOf(knownOf(life, life.happened.keys())).map((cart) => `cart-${cart}`));

      seen.mails += lived.entries.filter(({ kind }) => kind === 'handed_over').length;
      seen.deaths += lived.deaths;
      seen.bought += bought.length;
    };

    await fc.assert(fc.asyncProperty(lives, judge), { numRuns: COUNT });

    // Lives in which nothing happens would prove nothing.
    expect(seen.mails).toBeGreaterThan(COUNT / 2);
    expect(seen.deaths).toBeGreaterThan(COUNT / 10);
    expect(seen.bought).toBeGreaterThan(COUNT / 10);
  },
);
