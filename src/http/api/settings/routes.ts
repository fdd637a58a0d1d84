import type { SettingsChange } from '../../../core/flows/default-settings.ts';
import { senderLacks } from '../../../core/flows/flow-changes.ts';
import type { StoreId } from '../../../core/words/ids.ts';
import type { Store } from '../../../ports/store/store.ts';
import type { Write } from '../../../ports/store/write.ts';
import { CHANGE_SETTINGS, READ_SETTINGS } from '../../contract/settings.ts';
import { problem } from '../../problem.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { storeOf } from '../store-of.ts';
import { presentSettings } from './present.ts';
import { toSettingsChange } from './read-change.ts';

export type SettingsRouteParts = {
  readonly store: Pick<Store, 'stores' | 'flows' | 'messages' | 'episodes' | 'commit'>;
  readonly now: () => Date;
};

export const settingsRoutes = ({ store, now }: SettingsRouteParts): readonly Bound[] => [
  bind(READ_SETTINGS, async ({ storeId }) => done(presentSettings(await storeOf(store.stores, storeId)))),

  bind(CHANGE_SETTINGS, async ({ storeId, body }) => {
    const smtpUrl = body.email?.smtpUrl;
    const secrets = smtpUrl === undefined ? {} : { smtpUrl };
    const change = toSettingsChange(body);
    const lacking = await senderWouldLack(store, storeId, change);
    if (lacking.length > 0) return refuse(senderNeeded(lacking));
    await changeSettings(store, storeId, (connected) => [
      store.stores.settingsChanged(connected, change, secrets),
      ...rejudged(store, connected, { change, at: now() }),
      ...store.messages.reconsider({ storeId, waiting: true, at: now() }),
    ]);
    return done(presentSettings(await storeOf(store.stores, storeId)));
  }),
];

/** Carts that are abandoned sooner now have their time set by the old rule; one that is later puts itself back. */
const rejudged = (
  { episodes }: SettingsRouteParts['store'],
  { id, settings: { abandonedAfterMs } }: Awaited<ReturnType<typeof storeOf>>,
  { change, at }: { readonly change: SettingsChange; readonly at: Date },
): readonly Write[] =>
  (change.abandonedAfterMs ?? abandonedAfterMs) < abandonedAfterMs ? [episodes.judgeAllAgain(id, at)] : [];

/** Who sends stands in every mail: it cannot be taken away while a flow mails. */
const senderWouldLack = async (
  { stores, flows }: SettingsRouteParts['store'],
  storeId: StoreId,
  { email = {} }: SettingsChange,
) => {
  if (email.legalName === undefined && email.postalAddress === undefined) return [];
  const { settings } = await storeOf(stores, storeId);
  return senderLacks(await flows.list(storeId), { ...settings.email, ...email });
};

const senderNeeded = (paths: readonly string[]) => ({
  ...problem(409, 'sender_incomplete', 'A flow that is on sends mails, which name their sender.'),
  errors: paths.map((path) => ({ path, message: 'is needed while a flow that sends mails is on' })),
});

const MOST_ATTEMPTS = 10;

const changeSettings = async (
  store: SettingsRouteParts['store'],
  storeId: StoreId,
  change: (connected: Awaited<ReturnType<typeof storeOf>>) => readonly Write[],
): Promise<void> => {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const connected = await storeOf(store.stores, storeId);
    if ((await store.commit(change(connected))) === 'committed') return;
  }
  throw new Error('changing settings met conflicts without end');
};
