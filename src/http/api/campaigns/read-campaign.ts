import type { z } from 'zod';
import type { Campaign } from '../../../core/campaigns/campaign.ts';
import type { CampaignId, RandomBytes } from '../../../core/words/ids.ts';
import { newId } from '../../../core/words/ids.ts';
import { normaliseLocale } from '../../../core/words/locale.ts';
import type { ConnectedStore } from '../../../ports/store/stores.ts';
import type { START_CAMPAIGN } from '../../contract/campaigns.ts';
import { draftErrors, toOffer, toTemplate } from '../flows/read-change.ts';
import type { ProblemError } from '../../problem.ts';
import { readInstant } from '../write.ts';

export type CampaignInput = z.infer<(typeof START_CAMPAIGN)['body']>;

type Context = {
  readonly store: ConnectedStore;
  readonly now: Date;
  readonly randomBytes: RandomBytes;
  readonly requestKey: string | null;
};

/** The campaign as it begins. Its rate counts from now. */
export const toCampaign = (
  input: CampaignInput,
  { store, now, randomBytes, requestKey }: Context,
): Campaign => ({
  id: newId<CampaignId>(now, randomBytes),
  storeId: store.id,
  name: input.name,
  state: 'running',
  audience: toAudience(input.audience),
  channels: [input.channel],
  templates: toTemplates(input, store),
  whatsappTemplate:
    input.whatsappTemplate === null || input.whatsappTemplate === undefined
      ? null
      : {
          ...input.whatsappTemplate,
          language: input.whatsappTemplate.language ?? null,
          headerImage: input.whatsappTemplate.headerImage ?? null,
        },
  offer: input.offer === null || input.offer === undefined ? null : toOffer(input.offer),
  quietHours: input.quietHours ?? null,
  messagesPerHour: input.rate,
  createdAt: now,
  requestKey,
  fixedUntil: null,
  fixedAt: null,
  nextReleaseAt: now,
  giveUpAt: null,
  pausedAt: null,
  endedAt: null,
  revision: 1,
});

const toAudience = (given: CampaignInput['audience']): Campaign['audience'] => ({
  abandonedFrom: readInstant(given.abandonedFrom ?? undefined),
  abandonedTo: readInstant(given.abandonedTo ?? undefined),
  registered: given.registered ?? null,
  minAbandoned: given.minAbandoned,
  product: given.product ?? null,
  country: given.country?.toUpperCase() ?? null,
});

const toTemplates = (input: CampaignInput, { settings }: ConnectedStore): Campaign['templates'] =>
  Object.fromEntries(
    givenTemplates(input, settings.locale).map(({ locale, template }) => [
      normaliseLocale(locale) ?? locale,
      toTemplate(template, locale),
    ]),
  );

const givenTemplates = ({ template, templates = {} }: CampaignInput, locale: string) => [
  ...(template === undefined ? [] : [{ path: 'template', locale, template }]),
  ...Object.entries(templates).map(([language, one]) => ({
    path: `templates.${language}`,
    locale: language,
    template: one,
  })),
];

/** What keeps it from beginning: no text at all, or one that does not parse. */
export const campaignErrors = (
  input: CampaignInput,
  { settings }: Pick<ConnectedStore, 'settings'>,
): readonly ProblemError[] => {
  const given = givenTemplates(input, settings.locale);
  if (given.length === 0 && input.channel === 'email')
    return [{ path: 'template', message: 'an e-mail needs a text' }];
  return given.flatMap(({ path, locale, template }) =>
    draftErrors(template, locale).map((error) => ({ ...error, path: `${path}.${error.path}` })),
  );
};
