import type { Money } from '../words/money.ts';
import type { Platform } from '../words/vocabulary.ts';
import { monthOf, weekOf } from './day.ts';
import { COUNTERS } from './funnel.ts';
import type { Basis, Counter, Counts } from './funnel.ts';

export const SUMMARY_GROUPS = ['day', 'week', 'month', 'channel', 'step', 'flow', 'platform'] as const;
export type SummaryGroup = (typeof SUMMARY_GROUPS)[number];

/** A sum of roll-up rows: of one day, one channel or one step, in one currency. */
export type SummedRow = {
  readonly basis: Basis;
  /** The day, channel or step; empty where a row belongs to none (an abandoned cart has no channel). */
  readonly key: string;
  readonly currency: string;
  readonly counts: Counts;
  readonly revenueMinor: number;
};

export type SummaryLine = Counts & {
  /** One amount per currency, by its code; currencies are never added. */
  readonly revenue: readonly Money[];
};

export type Summary = {
  readonly totals: SummaryLine;
  readonly items: readonly (SummaryLine & { readonly key: string })[];
};

/** By which column the store sums its roll-up for a grouping; weeks, months and the platform are made of days. */
export const columnOf = (groupBy: SummaryGroup): 'day' | 'channel' | 'step' | 'flow' =>
  groupBy === 'channel' || groupBy === 'step' || groupBy === 'flow' ? groupBy : 'day';

/**
 * The report of a period. What is counted belongs to the day on which the episode opened; with the basis `order`
 * recoveries, assists and revenue belong to the day of the order instead.
 */
export const summarise = (
  rows: readonly SummedRow[],
  {
    basis,
    groupBy,
    platform,
  }: { readonly basis: Basis; readonly groupBy: SummaryGroup; readonly platform: Platform },
): Summary => {
  const counted = rows.map((row) => onlyOf(row, basis));
  const groups = Map.groupBy(counted, ({ key }) => groupKey(key, groupBy, platform));
  return {
    totals: lineOf(counted),
    items: [...groups]
      .map(([key, rows]) => ({ key, ...lineOf(rows) }))
      .filter((item) => item.key !== '' && !isEmpty(item))
      .toSorted((one, other) => (one.key < other.key ? -1 : 1)),
  };
};

const ORDER_COUNTERS: readonly Counter[] = ['recovered', 'assisted'];

/** Of the rows by order day only what orders did, and of the others only the rest, so that nothing is there twice. */
const onlyOf = (row: SummedRow, basis: Basis): SummedRow => {
  if (basis === 'episode')
    return row.basis === 'episode' ? row : { ...row, counts: NO_COUNTS, revenueMinor: 0 };
  const isOrders = row.basis === 'order';
  return {
    ...row,
    counts: countsOf((counter) => (ORDER_COUNTERS.includes(counter) === isOrders ? row.counts[counter] : 0)),
    revenueMinor: isOrders ? row.revenueMinor : 0,
  };
};

const groupKey = (key: string, groupBy: SummaryGroup, platform: Platform): string => {
  switch (groupBy) {
    case 'week':
      return weekOf(key);
    case 'month':
      return monthOf(key);
    case 'platform':
      return platform;
    case 'day':
    case 'channel':
    case 'step':
    case 'flow':
      return key;
    default:
      return groupBy satisfies never;
  }
};

const lineOf = (rows: readonly SummedRow[]): SummaryLine => ({
  ...countsOf((counter) => rows.reduce((sum, { counts }) => sum + counts[counter], 0)),
  revenue: [...Map.groupBy(rows, ({ currency }) => currency)]
    .map(([currency, rows]) => ({
      minor: rows.reduce((sum, { revenueMinor }) => sum + revenueMinor, 0),
      currency,
    }))
    .filter(({ minor, currency }) => currency !== '' && minor !== 0)
    .toSorted((one, other) => (one.currency < other.currency ? -1 : 1)),
});

const countsOf = (of: (counter: Counter) => number): Counts =>
  Object.fromEntries(COUNTERS.map((counter) => [counter, of(counter)])) as Counts;

const NO_COUNTS = countsOf(() => 0);

const isEmpty = ({ revenue, ...counts }: SummaryLine): boolean =>
  revenue.length === 0 && COUNTERS.every((counter) => counts[counter] === 0);
