import type { StoreId } from '../../../core/words/ids.ts';
import type { Store } from '../../../ports/store/store.ts';
import { CHANGE_SETTINGS, READ_SETTINGS } from '../../contract/settings.ts';
import { bind, done, type Bound } from '../bind.ts';
import { storeOf } from '../store-of.ts';
import { presentSettings } from './present.ts';
import { toSettingsChange } from './read-change.ts';

export type SettingsRouteParts = { readonly store: Pick<Store, 'stores' | 'commit'> };

export const settingsRoutes = ({ store }: SettingsRouteParts): readonly Bound[] => [
  bind(READ_SETTINGS, async ({ storeId }) => done(presentSettings(await storeOf(store.stores, storeId)))),

  bind(CHANGE_SETTINGS, async ({ storeId, body }) => {
    const smtpUrl = body.email?.smtpUrl;
    const secrets = smtpUrl === undefined ? {} : { smtpUrl };
    await changeSettings(store, storeId, (connected) =>
      store.stores.settingsChanged(connected, toSettingsChange(body), secrets),
    );
    return done(presentSettings(await storeOf(store.stores, storeId)));
  }),
];

const MOST_ATTEMPTS = 10;

const changeSettings = async (
  store: SettingsRouteParts['store'],
  storeId: StoreId,
  change: (connected: Awaited<ReturnType<typeof storeOf>>) => ReturnType<Store['stores']['settingsChanged']>,
): Promise<void> => {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const connected = await storeOf(store.stores, storeId);
    if ((await store.commit([change(connected)])) === 'committed') return;
  }
  throw new Error('changing settings met conflicts without end');
};
