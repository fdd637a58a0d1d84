import { settingsInForce, type StoreOrigin } from '../core/flows/default-settings.ts';
import type { SealedPlace, Secrets } from '../ports/secrets.ts';
import type { ConnectedStore, StoreSecrets } from '../ports/store/stores.ts';
import type { Row } from './tables/tables.ts';

/** Where each of a store's secrets is sealed for. */
export const placeOf = (
  column: 'credentials' | 'webhook_secret' | 'own_secret' | 'smtp_url',
  storeId: string,
) => ({ purpose: `stores.${column}`, storeId }) satisfies SealedPlace;

/** A row as the rest of the product knows it: the settings in force, and no secret. */
export const toConnectedStore = (row: Row<'stores'>): ConnectedStore => ({
  id: row.id,
  platform: row.platform,
  externalKey: row.externalKey,
  name: row.name,
  url: row.url,
  currency: row.currency,
  locale: row.locale,
  timeZone: row.timeZone,
  country: row.country,
  state: row.state,
  stateReason: row.stateReason,
  settings: settingsInForce(row satisfies StoreOrigin, row.settings),
  changedSettings: row.settings,
  hasCredentials: row.credentialsEnc !== null,
  hasSmtpUrl: row.smtpUrlEnc !== null,
  lapsed: row.lapsedAt && { at: row.lapsedAt, reason: row.lapsedReason ?? 'unknown' },
  grantedScopes: row.grantedScopes,
  connectedAt: row.connectedAt,
  createdAt: row.createdAt,
  ordersSeenUntil: row.ordersSeenUntil,
  tail: { watermark: row.tailWatermark, failingSince: row.tailFailingSince, reason: row.tailReason },
  lastWebhookAt: row.lastWebhookAt,
  revision: row.revision,
});

export const openSecrets = (row: Row<'stores'>, secrets: Secrets): StoreSecrets => ({
  own: secrets.open(row.ownSecretEnc, placeOf('own_secret', row.id)),
  webhook: row.webhookSecretEnc && secrets.open(row.webhookSecretEnc, placeOf('webhook_secret', row.id)),
  smtpUrl: row.smtpUrlEnc && secrets.open(row.smtpUrlEnc, placeOf('smtp_url', row.id)),
});
