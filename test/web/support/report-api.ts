import { READ_OFFERS, READ_SUMMARY } from '../../../src/http/contract/reports.ts';
import { serve, type Served } from './serve.ts';
import { OFFERS } from './webhook-fixtures.ts';

const DAYS = 30;

/** Figures of the last days, which only look like a shop's. */
export const aboutReports = (now: Date): Served[] => [
  serve(READ_OFFERS, () => OFFERS),
  serve(READ_SUMMARY, () => {
    const items = Array.from({ length: DAYS }, (_, back) => {
      const abandoned = 18 + ((back * 7) % 11);
      return {
        key: new Date(now.getTime() - back * 86_400_000).toISOString().slice(0, 10),
        ...counts(abandoned, Math.round(abandoned * (0.12 + (back % 5) * 0.02))),
      };
    });
    const totals = counts(
      items.reduce((sum, item) => sum + item.abandoned, 0),
      items.reduce((sum, item) => sum + item.recovered, 0),
    );
    const revenue = [
      { amount: '18420.50', currency: 'BRL' },
      { amount: '1349.99', currency: 'PLN' },
    ];
    return { totals: { ...totals, revenue }, items };
  }),
];

const counts = (abandoned: number, recovered: number) => ({
  abandoned,
  reached: Math.round(abandoned * 0.82),
  delivered: Math.round(abandoned * 0.79),
  read: Math.round(abandoned * 0.4),
  failed: 0,
  replied: 1,
  clicked: Math.round(abandoned * 0.31),
  recovered,
  assisted: Math.round(recovered / 3),
  revenue: [],
});
