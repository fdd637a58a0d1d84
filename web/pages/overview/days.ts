import { addDays } from '../../words/store-day.ts';

export type Day = { readonly day: string; readonly abandoned: number; readonly recovered: number };

type Item = { readonly key: string; readonly abandoned: number; readonly recovered: number };

/** Every day of the period in order; a day of which the report says nothing had nothing. */
export const daysOf = (items: readonly Item[], first: string, last: string): readonly Day[] => {
  const known = new Map(items.map((item) => [item.key, item]));
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const item = known.get(day);
    days.push({ day, abandoned: item?.abandoned ?? 0, recovered: item?.recovered ?? 0 });
  }
  return days;
};
