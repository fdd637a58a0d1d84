import type { Clock } from '../../ports/clock.ts';
import type { Outbound } from '../../ports/outbound.ts';
import type { Examination } from '../../ports/store/examination.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import { askAll, fine, wrong, type DoctorCheck, type Examiner } from './doctor/check.ts';
import { databaseExaminers } from './doctor/database.ts';
import { clockExaminer, machineExaminers } from './doctor/machine.ts';
import { mailExaminers, type MailExaminerParts } from './doctor/mail.ts';
import { storeExaminers, type StoreExaminerParts } from './doctor/stores.ts';
import { workExaminers, type WorkExaminerParts } from './doctor/work.ts';

export type DoctorParts = MailExaminerParts & {
  readonly appUrl: string;
  readonly clock: Clock;
  /** Looks at the database without opening it for work; rejects with a sentence. */
  readonly examine: () => Promise<Examination>;
  /** Opens the store beside a running server and closes it again; asked only for a database that is up to date. */
  readonly inOffice: (
    work: (office: DoctorOffice) => Promise<readonly DoctorCheck[]>,
  ) => Promise<readonly DoctorCheck[]>;
};

export type DoctorOffice = WorkExaminerParts &
  Pick<StoreExaminerParts, 'adapters' | 'outboundFor' | 'log'> & {
    /** For the addresses of shops: public ones only. */
    readonly guarded: Outbound;
  };

export type Diagnosis = { readonly ok: boolean; readonly checks: readonly DoctorCheck[] };

/**
 * Looks at everything that a working server needs. Changes nothing but webhooks that are missing at a platform, sends
 * nothing, and never fails itself.
 */
export const createDoctor = (parts: DoctorParts) => async (): Promise<Diagnosis> => {
  const { clock } = parts;
  const examined: { found: Examination | null } = { found: null };
  const database = await askAll([databaseExaminer(parts, examined)], clock);
  const { found } = examined;
  const about = found === null ? [] : await askAll(databaseExaminers(found, clock.now()), clock);
  const isUsable = found !== null && found.missingMigrations.length === 0;
  const rest = isUsable ? await openAndAsk(parts, found) : await askAll(withoutStore(parts), clock);
  const checks = [...database, ...about, ...rest];
  return { ok: checks.every(({ ok }) => ok), checks };
};

const databaseExaminer = ({ examine }: DoctorParts, examined: { found: Examination | null }): Examiner => ({
  name: 'database',
  look: async () => {
    examined.found = await examine();
    return fine(`${examined.found.database} answers`);
  },
});

const openAndAsk = async (parts: DoctorParts, found: Examination): Promise<readonly DoctorCheck[]> => {
  try {
    return await parts.inOffice(async (office) => {
      const stores = await office.store.stores.list();
      return askAll(examinersOf(parts, { office, stores, found }), parts.clock);
    });
  } catch (reason) {
    const cannot = wrong(reason instanceof Error ? reason.message : 'the store cannot be opened');
    return [{ name: 'store', ...cannot }, ...(await askAll(withoutStore(parts), parts.clock))];
  }
};

const withoutStore = (parts: DoctorParts): readonly Examiner[] => [
  ...machineExaminers(parts.appUrl, []),
  ...mailExaminers(parts, [], () => Promise.resolve(null)),
];

type Opened = {
  readonly office: DoctorOffice;
  readonly stores: readonly ConnectedStore[];
  readonly found: Examination;
};

const examinersOf = (parts: DoctorParts, { office, stores, found }: Opened): readonly Examiner[] => {
  const active = stores.filter(({ state }) => state === 'active');
  const { appUrl } = parts;
  const context = { ...office, appUrl, stores: office.store.stores, now: office.clock.now };
  const shops = active.flatMap(({ url }) =>
    url?.startsWith('https://') === true ? [{ url, outbound: office.guarded }] : [],
  );
  return [
    ...machineExaminers(parts.appUrl, active),
    ...(found.serverClock === null ? [clockExaminer({ now: office.clock.now, shops })] : []),
    ...mailExaminers(parts, active, office.store.stores.secrets),
    ...active.flatMap((store) => storeExaminers(context, store)),
    ...workExaminers(office),
  ];
};
