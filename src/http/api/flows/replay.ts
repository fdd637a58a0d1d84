import { replayNotes } from '../../../core/decide/words/replay-notes.ts';
import type { StoreId } from '../../../core/words/ids.ts';
import type { RunReplay } from '../../../pipeline/reminders/replay.ts';
import type { Store } from '../../../ports/store/store.ts';
import { REPLAY_FLOW } from '../../contract/flows.ts';
import { NOT_FOUND, invalidInput, problem } from '../../problem.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { readerOf } from '../reader.ts';
import { storeOf } from '../store-of.ts';

export type ReplayRouteParts = {
  readonly store: Pick<Store, 'stores'>;
  readonly replay: RunReplay;
};

const LONGEST_MS = 366 * 86_400_000;

/** One at a time for each store: a replay of many carts takes the reader half a minute. */
export const replayRoutes = ({ store, replay }: ReplayRouteParts): readonly Bound[] => {
  const running = new Set<StoreId>();
  return [
    bind(REPLAY_FLOW, async ({ storeId, params, body, acceptLanguage }) => {
      const [from, to] = [new Date(body.from), new Date(body.to)];
      if (to.getTime() - from.getTime() > LONGEST_MS) return refuse(TOO_LONG);
      if (running.has(storeId)) return refuse(BUSY);
      running.add(storeId);
      try {
        const { kind } = params;
        const replayed = await replay({ storeId, kind, from, to, changes: body.changes });
        if (replayed.kind === 'unknown_store') return refuse(NOT_FOUND);
        if (replayed.kind === 'not_replayable') return refuse(OTHER_FLOW);
        if (replayed.kind === 'invalid')
          return refuse(
            invalidInput(
              422,
              replayed.errors.map((error) => ({ ...error, path: `changes.${error.path}` })),
            ),
          );
        const { language } = readerOf(acceptLanguage, await storeOf(store.stores, storeId));
        const { before, after, byDay, carts } = replayed;
        return done({ before, after, byDay: [...byDay], carts, notes: [...replayNotes(language)] });
      } finally {
        running.delete(storeId);
      }
    }),
  ];
};

const TOO_LONG = invalidInput(422, [{ path: 'to', message: 'must be at most 366 days after from' }]);
const BUSY = problem(409, 'conflict', 'A replay of this store is already running.');
const OTHER_FLOW = invalidInput(422, [{ path: 'kind', message: 'only abandoned_cart can be replayed' }]);
