import type { Clicks } from './clicks.ts';
import type { Credits } from './credits.ts';
import type { DueStores } from './due-stores.ts';
import type { Links } from './links.ts';
import type { Reports } from './reports.ts';
import type { Commit } from './write.ts';

/** All that is kept, by concept. Reads are promises; changes are writes, executed together by `commit`. */
export type Store = {
  readonly commit: Commit;
  readonly dueStores: DueStores;
  readonly links: Links;
  readonly clicks: Clicks;
  readonly credits: Credits;
  readonly reports: Reports;
};
