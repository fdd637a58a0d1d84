import { z } from 'zod';
import { parseDuration } from '../../core/words/duration.ts';

/** The values that stand everywhere in the contract, as they are written outside. */

export const MONEY = z
  .strictObject({
    amount: z
      .string()
      .regex(/^-?\d{1,15}(\.\d{1,3})?$/, 'must be a decimal number in a string, such as "199.90"'),
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 currency'),
  })
  .meta({ id: 'Money', description: 'A decimal string and its ISO 4217 currency.' });

export const INSTANT = z.iso
  .datetime({ offset: true, error: 'must be an RFC 3339 instant such as 2026-11-21T12:00:00Z', abort: true })
  .refine((value) => Number.isFinite(Date.parse(value)), 'must be a real instant')
  .meta({ id: 'Instant', description: 'RFC 3339, given in UTC.' });

/** An instant, or a date for its midnight in UTC: what people type into an address. */
export const INSTANT_OR_DATE = z
  .union([INSTANT, z.iso.date()], 'must be an RFC 3339 instant such as 2026-11-21T12:00:00Z, or a date')
  .meta({ description: 'RFC 3339 instant, or a date for its midnight in UTC.' });

export const DURATION = z
  .string()
  .refine((value) => parseDuration(value) !== null, 'must be an ISO 8601 duration such as PT30M')
  .meta({ id: 'Duration', description: 'ISO 8601 duration of weeks, days and time, such as PT30M or P3D.' });

export const LOCALE = z
  .string()
  .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}$/, 'must be a BCP 47 language such as pt-BR');

export const CURRENCY = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 currency');
export const COUNTRY = z.string().regex(/^[A-Za-z]{2}$/, 'must be an ISO 3166-1 country of two letters');

/** Ids are opaque; what could be none of ours simply does not exist. */
export const ID = z.string().min(1).max(200);
export const ID_PARAMS = z.strictObject({ id: ID });

export const PAGE_QUERY = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a number from 1 to 200')
    .default('50')
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 200, 'must be a number from 1 to 200'),
  cursor: z.string().max(500).optional(),
};

/** A list and the cursor of its next page; null at the end. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

/** A filter with several values: `state=active,abandoned`. */
export const commaList = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z
    .string()
    .transform((value) => value.split(',').filter((word) => word !== ''))
    .pipe(z.array(z.enum(words)).min(1));

export const QUERY_BOOLEAN = z
  .enum(['true', 'false'], 'must be true or false')
  .transform((value) => value === 'true');

export const MONEY_AMOUNT = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,3})?$/, 'must be a decimal number such as 50.00');
