import {
  CANCEL_CAMPAIGN,
  LIST_CAMPAIGNS,
  PAUSE_CAMPAIGN,
  PREVIEW_CAMPAIGN,
  READ_CAMPAIGN,
  RESUME_CAMPAIGN,
  START_CAMPAIGN,
} from '../../../src/http/contract/campaigns.ts';
import { campaign, type Campaign } from './campaign-fixtures.ts';
import { problem, serve, type Served } from './serve.ts';

type State = { readonly campaigns: Campaign[]; readonly sent: unknown[] };

/** Campaigns that are kept in memory; nothing goes out. */
export const aboutCampaigns = (state: State, hasSender: () => boolean, now: Date): Served[] => {
  const change = (id: string, to: Campaign['state']) => {
    const known = state.campaigns.find((one) => one.id === id);
    return known === undefined ? problem(404, 'not_found') : Object.assign(known, { state: to });
  };
  return [
    serve(LIST_CAMPAIGNS, () => ({ items: state.campaigns, next: null })),
    serve(
      READ_CAMPAIGN,
      ({ params }) => state.campaigns.find(({ id }) => id === params.id) ?? problem(404, 'not_found'),
    ),
    serve(PREVIEW_CAMPAIGN, ({ body: { audience } }) => ({
      count: audience.minAbandoned > 1 ? 40 : 240,
      examined: audience.minAbandoned > 1 ? 40 : 240,
      reachable: audience.minAbandoned > 1 ? 33 : 202,
      waiting: [{ reason: 'over_budget', count: 12, text: 'Enough.' }],
      excluded: [{ reason: 'bought', count: 26, text: 'Bought.' }],
    })),
    serve(START_CAMPAIGN, ({ body }) => {
      if (!hasSender()) return problem(409, 'sender_incomplete');
      const begun = campaign({ id: 'k2', name: body.name, createdAt: now.toISOString() });
      state.campaigns.unshift(begun);
      state.sent.push(body);
      return begun;
    }),
    serve(PAUSE_CAMPAIGN, ({ params }) => change(params.id, 'paused')),
    serve(RESUME_CAMPAIGN, ({ params }) => change(params.id, 'running')),
    serve(CANCEL_CAMPAIGN, ({ params }) => change(params.id, 'cancelled')),
  ];
};
