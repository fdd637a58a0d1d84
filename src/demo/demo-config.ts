import { readConfig, type Environment, type ReadConfig } from '../config.ts';
import type { DemoSecrets } from './demo-secrets.ts';

/**
 * The demo asks for no configuration and takes none but the port, the address to listen on and the log's level, so
 * that a real `.env` beside it is never touched.
 */
export const readDemoConfig = (given: Environment, place: DemoPlace, secrets: DemoSecrets): ReadConfig =>
  readConfig(
    {
      HOST: given['HOST']?.trim() || '127.0.0.1',
      PORT: String(place.port),
      LOG_LEVEL: logLevelOf(given),
      DATABASE_URL: `sqlite:${place.folder}/retorno.db`,
      SMTP_URL: 'mailbox:',
      MAIL_FROM: 'Retorno demo <demo@retorno.example>',
      POLL_EVERY: 'PT5S',
      SHUTDOWN_GRACE: 'PT3S',
      ALLOW_PRIVATE_STORE_URLS: '1',
      SHOPIFY_API_KEY: 'demo',
      SHOPIFY_API_SECRET: secrets.shopify.secret,
      NUVEMSHOP_APP_ID: '1',
      NUVEMSHOP_CLIENT_SECRET: secrets.nuvemshop.secret,
      NUVEMSHOP_CONTACT: 'demo@retorno.example',
      WIX_APP_ID: 'demo',
      WIX_APP_SECRET: secrets.wix.appSecret,
      WIX_PUBLIC_KEY: secrets.wix.publicKey,
    },
    'all',
    'demo',
  );

/** The terminal belongs to the addresses; only what is wrong is told beside them. */
export const logLevelOf = (given: Environment): string => given['LOG_LEVEL']?.trim() || 'error';

export type DemoPlace = { readonly port: number; readonly folder: string };
