import { createHash } from 'node:crypto';
import { campaignFlow, type Campaign } from '../../../core/campaigns/campaign.ts';
import { senderLacks } from '../../../core/flows/flow-changes.ts';
import { defaultTemplate } from '../../../core/message/default-template.ts';
import { LANGUAGES } from '../../../core/words/vocabulary.ts';
import type { CampaignId, RandomBytes, StoreId } from '../../../core/words/ids.ts';
import { changeCampaign, type CampaignStep } from '../../../pipeline/campaigns/change-state.ts';
import type { PreviewCampaign } from '../../../pipeline/campaigns/preview-campaign.ts';
import type { Store } from '../../../ports/store/store.ts';
import type { ConnectedStore } from '../../../ports/store/stores.ts';
import {
  CANCEL_CAMPAIGN,
  LIST_CAMPAIGNS,
  PAUSE_CAMPAIGN,
  PREVIEW_CAMPAIGN,
  READ_CAMPAIGN,
  RESUME_CAMPAIGN,
  START_CAMPAIGN,
} from '../../contract/campaigns.ts';
import { NOT_FOUND, invalidInput, problem } from '../../problem.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { BAD_CURSOR, cutPage, readIdCursor, writeCursor } from '../cursor.ts';
import { readerOf } from '../reader.ts';
import { storeOf } from '../store-of.ts';
import { presentCampaign, presentReasons } from './present.ts';
import { campaignErrors, toCampaign } from './read-campaign.ts';

export type CampaignRouteParts = {
  readonly store: Pick<Store, 'stores' | 'campaigns' | 'messages' | 'commit' | 'reader'>;
  readonly preview: PreviewCampaign;
  readonly now: () => Date;
  readonly randomBytes: RandomBytes;
};

export const campaignRoutes = (parts: CampaignRouteParts): readonly Bound[] => [
  ...readingRoutes(parts),
  ...startingRoutes(parts),
  bind(PAUSE_CAMPAIGN, (call) => change(parts, call, 'pause')),
  bind(RESUME_CAMPAIGN, (call) => change(parts, call, 'resume')),
  bind(CANCEL_CAMPAIGN, (call) => change(parts, call, 'cancel')),
];

const readingRoutes = (parts: CampaignRouteParts): readonly Bound[] => [
  bind(LIST_CAMPAIGNS, async (call) => {
    const before = readIdCursor(call.query.cursor);
    if (before === null) return refuse(BAD_CURSOR);
    const { limit } = call.query;
    const page = { before: (before as CampaignId | undefined) ?? null, limit: limit + 1 };
    const found = await parts.store.campaigns.list(call.storeId, page);
    const { shown, next } = cutPage(found, limit, ({ id }) => writeCursor([id]));
    return done({ items: await Promise.all(shown.map((one) => present(parts, call, one))), next });
  }),
  bind(READ_CAMPAIGN, async (call) => {
    const campaign = await parts.store.campaigns.find(call.storeId, call.params.id as CampaignId);
    return campaign === null ? refuse(NOT_FOUND) : done(await present(parts, call, campaign));
  }),
];

const startingRoutes = (parts: CampaignRouteParts): readonly Bound[] => [
  bind(PREVIEW_CAMPAIGN, async ({ storeId, body, acceptLanguage }) => {
    const store = await storeOf(parts.store.stores, storeId);
    const draft = withSomeText(toCampaign(body, { ...parts, store, now: parts.now(), requestKey: null }));
    const { waiting, excluded, ...counts } = await parts.preview(draft, store.settings.abandonedAfterMs);
    const reader = readerOf(acceptLanguage, store);
    return done({
      ...counts,
      waiting: presentReasons(waiting, reader),
      excluded: presentReasons(excluded, reader),
    });
  }),
  bind(START_CAMPAIGN, async (call) => {
    const store = await storeOf(parts.store.stores, call.storeId);
    const errors = campaignErrors(call.body, store);
    if (errors.length > 0) return refuse(invalidInput(422, errors));
    const requestKey = call.idempotencyKey === null ? null : hashed(call.idempotencyKey);
    const campaign = toCampaign(call.body, { ...parts, store, now: parts.now(), requestKey });
    const lacking = senderProblem(campaign, store);
    if (lacking !== null) return refuse(lacking);
    const begun = await begin(parts, campaign);
    return done(await present(parts, call, begun));
  }),
];

/** Asked before anything is written: nobody is to be left out for their language yet. */
const withSomeText = (draft: Campaign): Campaign =>
  Object.keys(draft.templates).length > 0
    ? draft
    : {
        ...draft,
        templates: Object.fromEntries(
          LANGUAGES.map((language) => [language, defaultTemplate('reactivation', 0, language)]),
        ),
      };

/** The same request twice begins one campaign. */
const begin = async ({ store }: CampaignRouteParts, campaign: Campaign): Promise<Campaign> => {
  if ((await store.commit([store.campaigns.added(campaign)])) === 'committed') return campaign;
  const { storeId, requestKey } = campaign;
  const known = requestKey === null ? null : await store.campaigns.byRequestKey(storeId, requestKey);
  if (known === null) throw new Error('a new campaign met one of the same id');
  return known;
};

const hashed = (key: string): string => createHash('sha256').update(key).digest('base64url');

const senderProblem = (campaign: Campaign, { settings }: ConnectedStore) => {
  const missing = senderLacks([campaignFlow(campaign)], settings.email);
  return missing.length === 0
    ? null
    : {
        ...problem(
          409,
          'sender_incomplete',
          'The sender of the mails has to be named in the settings first.',
        ),
        errors: missing.map((path) => ({ path, message: 'is missing in the settings' })),
      };
};

type Reading = { readonly storeId: StoreId; readonly acceptLanguage: string | null };

const change = async (
  parts: CampaignRouteParts,
  call: Reading & { readonly params: { readonly id: string } },
  step: CampaignStep,
) => {
  const id = call.params.id as CampaignId;
  const changed = await changeCampaign(parts, { storeId: call.storeId, id, step });
  if (changed === 'not_found') return refuse(NOT_FOUND);
  if (changed === 'conflict')
    return refuse(problem(409, 'conflict', 'The campaign is over, or was never in a state for that.'));
  return done(await present(parts, call, changed));
};

const present = async (
  parts: CampaignRouteParts,
  { storeId, acceptLanguage }: Reading,
  campaign: Campaign,
) => {
  const reader = readerOf(acceptLanguage, await storeOf(parts.store.stores, storeId));
  return presentCampaign({ store: parts.store, now: parts.now() }, campaign, reader);
};
