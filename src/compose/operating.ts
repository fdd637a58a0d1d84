import { checkSmtp } from '../channels/email/check-smtp.ts';
import type { Config } from '../config.ts';
import { systemResolveTxt } from '../outbound/resolve-txt.ts';
import { createDoctor, type DoctorOffice } from '../pipeline/upkeep/doctor.ts';
import { createEraseAgain } from '../pipeline/upkeep/erase-again.ts';
import { createErase } from '../pipeline/upkeep/erase.ts';
import { keyIdsAtHand } from '../secrets.ts';
import { backUp, restoreBackup } from '../store/backup.ts';
import { examine } from '../store/examine.ts';
import { allowedHost } from './channels.ts';
import { databaseUrl, found, keysGiven, type Foundation } from './foundation.ts';
import { outboundFor } from './product.ts';
import type { Surroundings } from './surroundings.ts';

/** What the commands of whoever hosts the server do: they open the database by themselves, or not at all. */
export const createOperating = (config: Config, surroundings: Surroundings) => {
  const url = databaseUrl(config);
  const { clock } = surroundings;
  const within =
    (as: 'server' | 'command') =>
    async <Result>(work: (base: Foundation) => Promise<Result>): Promise<Result> => {
      const base = await found({ config, surroundings, as });
      try {
        return await work(base);
      } finally {
        await base.close();
      }
    };
  const operatorsSmtp = config.mail?.kind === 'smtp' ? config.mail.url : null;
  const resolveHost = allowedHost(operatorsSmtp, config.allowPrivateStoreUrls);
  return {
    backUp: (file: string) => backUp(url, file),
    restore: async (given: { readonly file: string; readonly force: boolean }) =>
      restoreBackup({ databaseUrl: url, keyIds: await keyIdsAtHand(keysGiven(config)), ...given }),
    /** Alone on the database, which may be of an older version. */
    eraseAgain: () =>
      within('server')(({ store, secrets }) =>
        createEraseAgain({ store, erase: createErase({ store, secrets, clock }) })(),
      ),
    diagnose: createDoctor({
      appUrl: config.appUrl,
      clock,
      mail: config.mail,
      examine: () => examine(url, clock),
      checkSmtp: (smtpUrl) => checkSmtp(smtpUrl, resolveHost),
      resolveTxt: systemResolveTxt,
      inOffice: (work) => within('command')((base) => work(officeOf(base))),
    }),
  };
};

const officeOf = (base: Foundation): DoctorOffice => {
  const { store, clock, adapters, guarded, log } = base;
  const { current, previous } = base.secrets.keyIds;
  return {
    store,
    clock,
    adapters,
    guarded,
    log,
    outboundFor: outboundFor(base),
    keyIds: previous === null ? [current] : [current, previous],
  };
};
