import type { CartState } from '../../../src/core/words/vocabulary.ts';
import type { CartQuery } from '../../api/carts.ts';
import { cursorOf } from '../../parts/cursor-pages.tsx';
import { addDays, dayIn, startOfDay } from '../../words/store-day.ts';

export const TABS = ['abandoned', 'pending_payment', 'recovered', 'all'] as const;
export type Tab = (typeof TABS)[number];

export const PERIODS = ['any', 'today', 'week', 'month', 'quarter', 'own'] as const;
export type Period = (typeof PERIODS)[number];

/** Days before today that a period begins. */
const DAYS_BACK: Readonly<Record<Exclude<Period, 'any' | 'own'>, number>> = {
  today: 0,
  week: 6,
  month: 29,
  quarter: 89,
};

export const tabOf = (search: URLSearchParams): Tab =>
  TABS.find((tab) => tab === search.get('tab')) ?? 'abandoned';

export const periodOf = (search: URLSearchParams): Period =>
  PERIODS.find((period) => period === search.get('period')) ?? 'any';

/** The filters that `sort=-total` does not combine with. */
export const NOT_BY_TOTAL = ['q', 'product', 'country', 'who'] as const;

export const isByTotal = (search: URLSearchParams): boolean => search.get('sort') === '-total';

type Place = { readonly now: Date; readonly timeZone: string };

/** What the page's address asks of the API. Days are the store's; `to` is inclusive here and exclusive there. */
export const cartQueryOf = (search: URLSearchParams, place: Place): CartQuery => ({
  state: stateOf(search),
  ...rangeOf(search, place),
  ...(isByTotal(search)
    ? { sort: '-total' as const }
    : {
        q: search.get('q') ?? undefined,
        product: search.get('product') ?? undefined,
        country: search.get('country') ?? undefined,
        registered: registeredOf(search.get('who')),
      }),
  cursor: cursorOf(search),
});

const stateOf = (search: URLSearchParams): CartState | undefined => {
  const tab = tabOf(search);
  if (tab !== 'all') return tab;
  return (search.get('state') as CartState | null) ?? undefined;
};

const registeredOf = (who: string | null): 'true' | 'false' | undefined => {
  if (who === 'registered') return 'true';
  return who === 'guest' ? 'false' : undefined;
};

const rangeOf = (search: URLSearchParams, { now, timeZone }: Place): Pick<CartQuery, 'from' | 'to'> => {
  const period = periodOf(search);
  if (period === 'any') return {};
  if (period === 'own') return ownRange(search, timeZone);
  const today = dayIn(now, timeZone);
  return { from: startOfDay(addDays(today, -DAYS_BACK[period]), timeZone) };
};

const ownRange = (search: URLSearchParams, timeZone: string): Pick<CartQuery, 'from' | 'to'> => {
  const from = search.get('from');
  const to = search.get('to');
  return {
    from: from === null ? undefined : startOfDay(from, timeZone),
    to: to === null ? undefined : startOfDay(addDays(to, 1), timeZone),
  };
};
