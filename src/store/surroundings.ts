import type { RandomBytes } from '../core/words/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Secrets } from '../ports/secrets.ts';

/** What some concepts need beside the engine. */
export type StoreSurroundings = {
  readonly secrets: Secrets;
  readonly clock: Pick<Clock, 'now'>;
  readonly randomBytes: RandomBytes;
};
