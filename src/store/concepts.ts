import type { Store } from '../ports/store/store.ts';
import { createClicks } from './clicks.ts';
import { createCredits } from './credits.ts';
import { createDueStores } from './due-stores.ts';
import type { Engine } from './engine.ts';
import { createLinks } from './links.ts';
import { createReports } from './reports.ts';

/** Every concept of the store on one engine: the main connection's and, for reading, the reader's. */
export const createConcepts = (engine: Engine): Omit<Store, 'commit'> => ({
  dueStores: createDueStores(engine),
  links: createLinks(engine),
  clicks: createClicks(engine),
  credits: createCredits(engine),
  reports: createReports(engine),
});
