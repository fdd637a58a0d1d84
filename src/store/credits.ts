import type { Credits } from '../ports/store/credits.ts';
import { createContributions } from './credits/contributions.ts';
import { createCreditMessages } from './credits/messages.ts';
import { createCreditedOrders } from './credits/orders.ts';
import type { Engine } from './engine.ts';

export const createCredits = (engine: Engine): Credits => ({
  ...createCreditMessages(engine),
  ...createContributions(engine),
  ...createCreditedOrders(engine),
});
