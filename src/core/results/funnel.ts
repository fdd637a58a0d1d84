import type { StepId, StoreId } from '../words/ids.ts';
import type { RunKind, LinkChannel, MessageState } from '../words/vocabulary.ts';
import { dayOf } from './day.ts';

/** What the reports count. `reached` is accepted by the channel; `assisted` is bought without a click. */
export const COUNTERS = [
  'abandoned',
  'reached',
  'delivered',
  'read',
  'failed',
  'replied',
  'clicked',
  'recovered',
  'assisted',
] as const;
export type Counter = (typeof COUNTERS)[number];
export type Counts = Readonly<Record<Counter, number>>;

/** `episode`: the day on which the episode opened. `order`: the day on which the order was placed. */
export type Basis = 'episode' | 'order';

/** One row of the roll-up. What does not apply is empty: an abandoned cart has no step, a click no currency. */
export type DailyKey = {
  readonly storeId: StoreId;
  readonly day: string;
  readonly basis: Basis;
  readonly flow: RunKind | '';
  readonly stepId: StepId | '';
  readonly channel: LinkChannel | '';
  readonly currency: string;
};

/** What is to be added to a row of the roll-up; negative takes back. */
export type DailyDelta = DailyKey & {
  readonly counts: Partial<Counts>;
  readonly revenueMinor: number;
};

/** Something to count on the day, in the store's zone, on which its episode opened. */
export type FunnelEvent = {
  readonly kind: Exclude<Counter, 'recovered' | 'assisted'>;
  readonly storeId: StoreId;
  /** IANA name. */
  readonly timeZone: string;
  readonly openedAt: Date;
  /** Null: a message by hand. */
  readonly flow: RunKind | null;
  /** Null for what concerns the whole episode, and for messages by hand. */
  readonly stepId: StepId | null;
  readonly channel: LinkChannel | null;
};

export const deltaOf = (event: FunnelEvent): DailyDelta => ({
  storeId: event.storeId,
  day: dayOf(event.openedAt, event.timeZone),
  basis: 'episode',
  flow: event.flow ?? '',
  stepId: event.stepId ?? '',
  channel: event.channel ?? '',
  currency: '',
  counts: { [event.kind]: 1 },
  revenueMinor: 0,
});

/**
 * What a message's change of state adds to the funnel. States only move forward and may leap (`read` may come with
 * no `delivered` before it): then what was leapt over counts too, so that the rows alone give the same numbers.
 */
export const countsOfChange = (from: MessageState, to: MessageState): readonly FunnelEvent['kind'][] =>
  countsOfState(to).filter((kind) => !countsOfState(from).includes(kind));

export const countsOfState = (state: MessageState): readonly FunnelEvent['kind'][] => {
  switch (state) {
    case 'accepted':
      return ['reached'];
    case 'delivered':
      return ['reached', 'delivered'];
    case 'read':
      return ['reached', 'delivered', 'read'];
    case 'failed':
      return ['failed'];
    case 'planned':
    case 'claimed':
    case 'sending':
    case 'skipped':
    case 'expired':
    case 'uncertain':
      return [];
    default:
      return state satisfies never;
  }
};

/** Deltas of the same row become one; what adds up to nothing falls away. In the order of their keys, always. */
export const mergeDeltas = (deltas: readonly DailyDelta[]): readonly DailyDelta[] => {
  const rows = new Map<string, DailyDelta>();
  for (const delta of deltas) {
    const key = keyText(delta);
    rows.set(key, addUp(rows.get(key), delta));
  }
  return [...rows]
    .filter(([, delta]) => isSomething(delta))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, delta]) => delta);
};

export const negated = (delta: DailyDelta): DailyDelta => ({
  ...delta,
  counts: Object.fromEntries(COUNTERS.map((counter) => [counter, 0 - (delta.counts[counter] ?? 0)])),
  revenueMinor: 0 - delta.revenueMinor,
});

export const keyText = (key: DailyKey): string =>
  [key.storeId, key.basis, key.day, key.flow, key.stepId, key.channel, key.currency].join('\n');

const addUp = (sum: DailyDelta | undefined, delta: DailyDelta): DailyDelta => ({
  ...delta,
  counts: Object.fromEntries(
    COUNTERS.map((counter) => [counter, (sum?.counts[counter] ?? 0) + (delta.counts[counter] ?? 0)]),
  ),
  revenueMinor: (sum?.revenueMinor ?? 0) + delta.revenueMinor,
});

const isSomething = ({ counts, revenueMinor }: DailyDelta): boolean =>
  revenueMinor !== 0 || COUNTERS.some((counter) => (counts[counter] ?? 0) !== 0);
