import type { CampaignInput } from '../../api/campaigns.ts';
import type { Template } from '../../api/flows.ts';
import { addDays, startOfDay } from '../../words/store-day.ts';

export type CampaignOffer = NonNullable<CampaignInput['offer']>;

/** A campaign as it is being set up; days are those of the store. */
export type CampaignDraft = {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly who: '' | 'registered' | 'guest';
  readonly minAbandoned: string;
  readonly product: string;
  readonly country: string;
  readonly rate: string;
  readonly offer: CampaignOffer | null;
  /** Null while it is the one we propose. */
  readonly template: Template | null;
};

export const newDraft = (today: string): CampaignDraft => ({
  name: '',
  from: addDays(today, -30),
  to: today,
  who: '',
  minAbandoned: '1',
  product: '',
  country: '',
  rate: '500',
  offer: null,
  template: null,
});

const DAY = /^\d{4}-\d\d-\d\d$/;
const REGISTERED = { '': null, registered: true, guest: false } as const;

/** What the API is asked; a field that is not filled in sensibly yet limits nothing. */
export const toInput = (draft: CampaignDraft, timeZone: string): CampaignInput => ({
  name: draft.name,
  audience: {
    abandonedFrom: DAY.test(draft.from) ? startOfDay(draft.from, timeZone) : null,
    // The day named last is meant to be in it.
    abandonedTo: DAY.test(draft.to) ? startOfDay(addDays(draft.to, 1), timeZone) : null,
    registered: REGISTERED[draft.who],
    minAbandoned: within(draft.minAbandoned, { least: 1, most: 100 }),
    product: draft.product.trim() === '' ? null : draft.product.trim(),
    country: /^[A-Za-z]{2}$/.test(draft.country.trim()) ? draft.country.trim() : null,
  },
  channel: 'email',
  ...(draft.template === null ? {} : { template: draft.template }),
  offer: draft.offer,
  rate: within(draft.rate, { least: 1, most: 10_000 }),
});

const within = (text: string, { least, most }: { readonly least: number; readonly most: number }): number =>
  Math.min(most, Math.max(least, Math.trunc(Number(text)) || least));
