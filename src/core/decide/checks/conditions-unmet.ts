import {
  aboveMaximum,
  belowMinimum,
  hasTag,
  holdsProduct,
  otherCountry,
  otherLanguage,
} from '../cart-facts.ts';
import { passed, skipStep, type Check, type Facts } from '../check.ts';
import type { StepConditions } from '../../flows/flow.ts';
import type { Snapshot } from '../snapshot.ts';

/** Whom this one step is for. Asked when it is due: until then a cart may come to meet its conditions. */
export const conditionsUnmet: Check = {
  code: 'conditions_unmet',
  ask: ({ snapshot, step }) => {
    if (step.conditions === null) return passed();
    for (const question of QUESTIONS) {
      const facts = question(step.conditions, snapshot);
      if (facts !== null) return skipStep(facts);
    }
    return passed();
  },
};

/** Null: the condition holds. */
type Question = (conditions: StepConditions, snapshot: Snapshot) => Facts | null;

const wrongShopper: Question = ({ shopper: wanted }, snapshot) => {
  if (wanted === null) return null;
  const is = isReturning(snapshot) ? 'returning' : 'first';
  return is === wanted ? null : { by: 'shopper', shopper: is };
};

/** Bought before this cart was begun: what ends the cart itself makes nobody a returning shopper. */
const isReturning = ({ shopper, orders, cart }: Snapshot): boolean =>
  shopper.boughtBefore === true ||
  orders.some(({ meaning, placedAt }) => meaning === 'bought' && placedAt < cart.startedAt);

const QUESTIONS: readonly Question[] = [
  ({ minimumTotal }, snapshot) => belowMinimum(minimumTotal, snapshot),
  ({ maximumTotal }, snapshot) => aboveMaximum(maximumTotal, snapshot),
  ({ countries }, snapshot) => otherCountry(countries, snapshot),
  ({ languages }, snapshot) => otherLanguage(languages, snapshot),
  wrongShopper,
  ({ products }, { cart }) => (products === null || holdsProduct(cart, products) ? null : { by: 'products' }),
  ({ tags }, { cart }) => (tags === null || hasTag(cart, tags) ? null : { by: 'tags' }),
];
