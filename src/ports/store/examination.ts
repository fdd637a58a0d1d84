/** A database as an operator asks about it, looked at from outside: no row is read and nothing is changed. */
export type Examination = {
  readonly database: 'sqlite' | 'postgres';
  /** SQLite's journal as a connection of ours has it, `wal`; on PostgreSQL `wal` too, it knows no other. */
  readonly journalMode: string;
  /** When a commit is answered: SQLite's `synchronous`, PostgreSQL's `fsync` and `synchronous_commit`. */
  readonly durability: { readonly isSafe: boolean; readonly setting: string };
  /** Names of our migrations that the database lacks. */
  readonly missingMigrations: readonly string[];
  /** Null on PostgreSQL, whose disk is not ours to see. */
  readonly disk: { readonly freeBytes: number; readonly databaseBytes: number } | null;
  /** When the file was made; null on PostgreSQL. */
  readonly madeAt: Date | null;
  /** Made by `retorno backup`; null when never, and on PostgreSQL. */
  readonly lastBackupAt: Date | null;
  /** The database server's clock, and ours right before and after it was asked; null on SQLite. */
  readonly serverClock: { readonly at: Date; readonly askedAt: Date; readonly answeredAt: Date } | null;
};
