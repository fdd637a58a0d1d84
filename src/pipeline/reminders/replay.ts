import {
  addUp,
  mergeDays,
  type Replay,
  type ReplayCount,
  type ReplayDay,
} from '../../core/decide/replay-days.ts';
import { changeRules, type GivenChanges } from '../../core/flows/replay-changes.ts';
import type { StoreId } from '../../core/words/ids.ts';
import type { FlowKind } from '../../core/words/vocabulary.ts';
import type { Clock } from '../../ports/clock.ts';
import type { PastPlace, ReplayedPage } from '../../ports/store/pasts.ts';
import type { Store } from '../../ports/store/store.ts';

export type ReplayParts = {
  readonly store: Pick<Store, 'stores' | 'flows' | 'reader'>;
  readonly clock: Pick<Clock, 'now'>;
};

export type ReplayRequest = {
  readonly storeId: StoreId;
  readonly kind: FlowKind;
  readonly from: Date;
  readonly to: Date;
  readonly changes: GivenChanges;
};

export type Replayed =
  | {
      readonly kind: 'done';
      readonly before: ReplayCount;
      readonly after: ReplayCount;
      readonly byDay: readonly ReplayDay[];
      /** Past carts that were looked at. */
      readonly carts: number;
    }
  | { readonly kind: 'unknown_store' }
  /** Its runs are not made from carts. */
  | { readonly kind: 'not_replayable' }
  | {
      readonly kind: 'invalid';
      readonly errors: readonly { readonly path: string; readonly message: string }[];
    };

export type RunReplay = (request: ReplayRequest) => Promise<Replayed>;

/** A page takes the reader some ten milliseconds; others are served between pages. */
const CARTS_A_PAGE = 200;

/**
 * What the flow would have sent in a past period with other settings, against the settings as they are. Sends nothing
 * and writes nothing; what it holds does not grow with the number of carts.
 */
export const createReplay =
  ({ store, clock }: ReplayParts): RunReplay =>
  async ({ storeId, kind, from, to, changes }) => {
    const [known, flow] = await Promise.all([store.stores.find(storeId), store.flows.get(storeId, kind)]);
    if (known === null || flow === null) return { kind: 'unknown_store' };
    if (kind !== 'abandoned_cart') return { kind: 'not_replayable' };
    const before = { flow, settings: known.settings };
    const changed = changeRules(before, changes);
    if (changed.kind === 'invalid') return changed;
    const replay: Replay = {
      store: { id: known.id, platform: known.platform },
      from,
      to,
      now: clock.now(),
      before,
      after: changed.rules,
    };
    const { byDay, carts } = await walk(store, replay);
    return {
      kind: 'done',
      before: sumOf(byDay.map((day) => day.before)),
      after: sumOf(byDay.map((day) => day.after)),
      byDay,
      carts,
    };
  };

const walk = async (store: ReplayParts['store'], replay: Replay) => {
  let byDay: readonly ReplayDay[] = [];
  let carts = 0;
  let place: PastPlace | null = null;
  do {
    const page: ReplayedPage = await store.reader.pasts.replayPage(replay, place, CARTS_A_PAGE);
    byDay = mergeDays([...byDay, ...page.days]);
    carts += page.carts;
    place = page.next;
  } while (place !== null);
  return { byDay, carts };
};

const sumOf = (counts: readonly ReplayCount[]): ReplayCount =>
  counts.reduce(addUp, { messages: 0, toBuyers: 0 });
