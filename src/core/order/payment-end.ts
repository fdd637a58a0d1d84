import { DateTime } from 'luxon';
import type { Settings } from '../flows/settings.ts';
import type { OrderSnapshot } from './order.ts';

/** Of an order what tells how long it can be paid. */
export type Payable = Pick<OrderSnapshot, 'placedAt' | 'payBy' | 'paymentMethod'>;
type PaySettings = Pick<Settings, 'payWithinMs' | 'timeZone'>;

/** Until when the order can be paid: as the platform says, else as the store's settings do; null: nobody knows. */
export const payableUntil = (
  { placedAt, payBy, paymentMethod }: Payable,
  { payWithinMs }: Pick<PaySettings, 'payWithinMs'>,
): Date | null => {
  if (payBy !== null) return payBy;
  const withinMs = payWithinMs[paymentMethod];
  return withinMs === undefined ? null : new Date(placedAt.getTime() + withinMs);
};

/**
 * When reminders of the payment end: with the payment itself, for a boleto as its due day begins, since from then on
 * it may be paid without anybody knowing. Steps `before` the end count from here.
 */
export const remindersEndAt = (order: Payable, settings: PaySettings): Date | null =>
  clearingOf(order, settings)?.from ?? payableUntil(order, settings);

/** While money may be on its way that nobody can see yet; `until` is the first moment after it. */
export type Clearing = { readonly from: Date; readonly until: Date };

/**
 * Banks tell of a paid boleto up to two business days later, and one that is due at a weekend may be paid on Monday.
 * In the store's zone. Bank holidays are not known here. Null for what clears at once, or has no known end.
 */
export const clearingOf = (order: Payable, settings: PaySettings): Clearing | null => {
  const end = payableUntil(order, settings);
  if (order.paymentMethod !== 'boleto' || end === null) return null;
  const dueDay = DateTime.fromJSDate(end, { zone: settings.timeZone }).startOf('day');
  let lastDay = isBusinessDay(dueDay) ? dueDay : nextBusinessDay(dueDay);
  for (let days = 0; days < CLEARING_DAYS; days += 1) lastDay = nextBusinessDay(lastDay);
  return { from: dueDay.toJSDate(), until: lastDay.plus({ days: 1 }).startOf('day').toJSDate() };
};

const CLEARING_DAYS = 2;

const nextBusinessDay = (day: DateTime): DateTime => {
  const next = day.plus({ days: 1 }).startOf('day');
  return isBusinessDay(next) ? next : nextBusinessDay(next);
};

const SATURDAY = 6;
const isBusinessDay = (day: DateTime): boolean => day.weekday < SATURDAY;
