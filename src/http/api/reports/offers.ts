import { offerCosts, totalOfOffers } from '../../../core/results/offer-costs.ts';
import type { Store } from '../../../ports/store/store.ts';
import { READ_OFFERS } from '../../contract/reports.ts';
import { bind, done, type Bound } from '../bind.ts';
import { storeOf } from '../store-of.ts';
import { writeMoneyJson } from '../write.ts';
import { readPeriod } from './period.ts';

export type OfferReportParts = {
  readonly store: Pick<Store, 'stores' | 'reader'>;
  readonly now: () => Date;
};

const USUAL_DAYS = 30;

export const offerReportRoutes = ({ store, now }: OfferReportParts): readonly Bound[] => [
  bind(READ_OFFERS, async ({ storeId, query }) => {
    const { timeZone } = (await storeOf(store.stores, storeId)).settings;
    const { from, to } = readPeriod(query, { timeZone, now: now(), days: USUAL_DAYS });
    const { coupons } = store.reader;
    const [given, redeemed] = await Promise.all([
      coupons.given(storeId, { from, to }),
      coupons.redeemed(storeId, { from, to }),
    ]);
    const items = offerCosts(given, redeemed);
    return done({
      totals: present(totalOfOffers(items)),
      items: items.map(({ flow, stepId, type, ...costs }) => ({
        flow,
        step: stepId,
        type,
        ...present(costs),
      })),
    });
  }),
];

const present = ({ given, used, cost, costUnknown, revenue }: ReturnType<typeof totalOfOffers>) => ({
  given,
  used,
  cost: cost.map(writeMoneyJson),
  costUnknown,
  revenue: revenue.map(writeMoneyJson),
});
