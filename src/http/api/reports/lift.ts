import type { z } from 'zod';
import type { Flow } from '../../../core/flows/flow.ts';
import { liftInWords } from '../../../core/results/lift-words.ts';
import { measureLift, WORTH_MEASURING, type LiftGroup } from '../../../core/results/lift.ts';
import { purposeOf, type Language } from '../../../core/words/vocabulary.ts';
import type { Store } from '../../../ports/store/store.ts';
import { READ_LIFT, type LIFT } from '../../contract/reports.ts';
import { bind, done, type Bound } from '../bind.ts';
import { readerOf } from '../reader.ts';
import { storeOf } from '../store-of.ts';
import { writeMoneyJson } from '../write.ts';
import { readPeriod } from './period.ts';

export type LiftRouteParts = {
  readonly store: Pick<Store, 'stores' | 'flows' | 'reader'>;
  readonly now: () => Date;
};

const DAY_MS = 86_400_000;
/** Control groups are small: what is shown when no period is asked for has to be long. */
const USUAL_DAYS = 180;
const MONTH_DAYS = 30;

export const liftRoutes = ({ store, now }: LiftRouteParts): readonly Bound[] => [
  bind(READ_LIFT, async ({ storeId, query, acceptLanguage }) => {
    const at = now();
    const connected = await storeOf(store.stores, storeId);
    const { timeZone } = connected.settings;
    const { from, to } = readPeriod(query, { timeZone, now: at, days: USUAL_DAYS });
    const [flows, groups, lately] = await Promise.all([
      store.flows.list(storeId),
      store.reader.reports.liftGroups({ storeId, from, to, now: at }),
      store.reader.reports.episodesSince(storeId, new Date(at.getTime() - MONTH_DAYS * DAY_MS)),
    ]);
    const { language } = readerOf(acceptLanguage, connected);
    const episodes = new Map(lately.map((one) => [one.flow, one.episodes]));
    return done({
      items: flows
        .filter(({ kind }) => purposeOf(kind) === 'marketing')
        .map((flow) => present({ flow, groups, episodes: episodes.get(flow.kind) ?? 0, language })),
    });
  }),
];

const present = ({ flow, groups, episodes, language }: Measured): z.input<typeof LIFT> => {
  const lift = measureLift(groups.filter((group) => group.flow === flow.kind));
  return {
    flow: flow.kind,
    holdoutPercent: flow.holdoutPercent,
    episodesLast30Days: episodes,
    suggested: flow.holdoutPercent === 0 && episodes >= WORTH_MEASURING,
    treated: presentGroup(lift.treated),
    heldOut: presentGroup(lift.heldOut),
    waiting: lift.waiting,
    difference: lift.difference,
    revenueDifference: lift.revenueDifference.map(({ value, low, high }) => ({
      value: writeMoneyJson(value),
      low: low === null ? null : writeMoneyJson(low),
      high: high === null ? null : writeMoneyJson(high),
    })),
    verdict: lift.verdict,
    moreNeeded: lift.moreNeeded,
    text: liftInWords(lift, language),
  };
};

type Measured = {
  readonly flow: Flow;
  readonly groups: readonly LiftGroup[];
  readonly episodes: number;
  readonly language: Language;
};

const presentGroup = ({
  revenue,
  revenuePerEpisode,
  ...counts
}: ReturnType<typeof measureLift>['treated']) => ({
  ...counts,
  revenue: revenue.map(writeMoneyJson),
  revenuePerEpisode: revenuePerEpisode.map(writeMoneyJson),
});
