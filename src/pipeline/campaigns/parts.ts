import type { Store } from '../../ports/store/store.ts';
import type { ReminderParts } from '../reminders/parts.ts';

export type CampaignParts = Pick<ReminderParts, 'channels' | 'clock' | 'randomBytes' | 'limits' | 'log'> & {
  readonly store: ReminderParts['store'] & Pick<Store, 'campaigns'> & { readonly reader: Store['reader'] };
};
