import type { Examination } from '../../../ports/store/examination.ts';
import { fine, inWords, wrong, type Examiner, type Finding } from './check.ts';

const GIB = 1024 ** 3;
const DAY_MS = 86_400_000;
const BACKUP_EVERY_MS = 7 * DAY_MS;
/** Signed requests, sessions and quiet hours bear seconds, not more. */
const MOST_SKEW_MS = 5_000;

/** What can be told of the database without reading a row. */
export const databaseExaminers = (found: Examination, now: Date): readonly Examiner[] => [
  { name: 'journal_mode', look: () => journalMode(found) },
  { name: 'synchronous', look: () => durability(found) },
  { name: 'free_disk', look: () => freeDisk(found) },
  { name: 'last_backup', look: () => lastBackup(found, now) },
  { name: 'migrations', look: () => migrations(found) },
  ...(found.serverClock === null ? [] : [{ name: 'clock', look: () => serverClock(found.serverClock) }]),
];

const journalMode = ({ journalMode: mode }: Examination): Finding =>
  mode === 'wal'
    ? fine('wal')
    : wrong(`${mode}, not wal: readers and the writer wait for each other; is it a network drive?`);

const durability = ({ durability: { isSafe, setting } }: Examination): Finding =>
  isSafe ? fine(setting) : wrong(`${setting}: what was acknowledged may be lost with the power`);

/** A backup beside the database takes as much again. */
const freeDisk = ({ disk }: Examination): Finding => {
  if (disk === null) return fine('the disk of PostgreSQL is watched where it stands');
  const words = `${inGib(disk.freeBytes)} free, the database has ${inGib(disk.databaseBytes)}`;
  return disk.freeBytes < Math.max(GIB / 2, disk.databaseBytes) ? wrong(`${words}: too little`) : fine(words);
};

const inGib = (bytes: number): string => `${(bytes / GIB).toFixed(bytes < GIB ? 2 : 1)} GiB`;

const lastBackup = (found: Examination, now: Date): Finding => {
  const { lastBackupAt, madeAt } = found;
  if (found.database === 'postgres')
    return fine('pg_dump or your provider saves PostgreSQL; it is not seen from here');
  const age = now.getTime() - (lastBackupAt ?? madeAt ?? now).getTime();
  if (lastBackupAt !== null)
    return age > BACKUP_EVERY_MS
      ? wrong(`the last one was made ${inWords(age)} ago`)
      : fine(`made ${inWords(age)} ago`);
  return age > DAY_MS
    ? wrong('none was made yet: run `retorno backup FILE` daily')
    : fine('none yet; the database is less than a day old');
};

const migrations = ({ missingMigrations }: Examination): Finding =>
  missingMigrations.length === 0
    ? fine('up to date')
    : wrong(`${missingMigrations.join(', ')} missing: run \`retorno migrate\``);

/** The truth lies between the question and the answer. */
const serverClock = (clock: Examination['serverClock']): Finding => {
  if (clock === null) return fine('not compared');
  const at = clock.at.getTime();
  const skew = Math.max(clock.askedAt.getTime() - at, at - clock.answeredAt.getTime(), 0);
  const words = `${(skew / 1000).toFixed(1)} s apart from PostgreSQL's`;
  return skew > MOST_SKEW_MS ? wrong(words) : fine(words);
};
