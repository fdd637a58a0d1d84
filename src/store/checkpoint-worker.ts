import { workerData } from 'node:worker_threads';
import { openSqliteConnection } from './sqlite-connection.ts';
import { copyLog } from './sqlite-log.ts';
import { serveThread } from './thread-side.ts';

/** The thread that copies SQLite's log into its file while another one writes. */
const { file } = workerData as { readonly file: string };
const connection = openSqliteConnection(file, 'checkpoints');

serveThread<'copy the log', null>({
  answer: async () => {
    copyLog(connection);
    return null;
  },
  close: async () => void connection.close(),
});
