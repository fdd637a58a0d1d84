import type { Caller } from './call.ts';
import type { Dice } from './dice.ts';
import type { ReadLetter } from './letters.ts';
import { OPENING, USUAL, type Life } from './lives.ts';
import type { Pace } from './pace.ts';
import type { Meet } from './people.ts';
import type { Shop } from './shop.ts';
import { createShopper } from './shopper.ts';

export type CrowdParts = {
  readonly shops: readonly [Shop, ...Shop[]];
  readonly meet: Meet;
  readonly call: Caller;
  readonly readLetter: ReadLetter;
  readonly pace: Pace;
  readonly dice: Dice;
};

const OPENING_EVERY_MS = 300;
const CALM_MS = 6_000;

/** Shoppers of all kinds in all shops, quickly at first, and then one every six to twelve seconds. */
export const letIn = (parts: CrowdParts): void => {
  const { shops, pace, dice } = parts;
  pace.beside(async () => {
    for (const life of OPENING)
      for (const shop of shops) {
        enter(parts, shop, life);
        await pace.wait(OPENING_EVERY_MS);
      }
    for (;;) {
      await pace.wait(CALM_MS + dice.roll(CALM_MS));
      enter(parts, dice.pick(shops), dice.pick(USUAL));
    }
  });
};

const enter = (parts: CrowdParts, shop: Shop, life: Life): void => {
  const { meet, pace, dice } = parts;
  const shopper = createShopper({ ...parts, shop, person: meet(dice.pick(shop.facts.nations)) });
  pace.beside(() => life(shopper));
};
