import { createMailbox } from '../../src/store/mailbox.ts';
import { openSqliteServerEngine } from '../../src/store/sqlite-engine.ts';
import { randomBytes } from 'node:crypto';
import type { MessageId, StoreId } from '../../src/core/words/ids.ts';
import { silentLog, testSecrets } from './open-test-store.ts';

/** Writes mails without end, many at a time, and says the number of each as soon as it is acknowledged. */
const engine = await openSqliteServerEngine(process.argv[2] ?? '', silentLog);
const clock = { now: () => new Date(0) };
const mailbox = createMailbox(engine, { clock, randomBytes, secrets: testSecrets() });

const writeOn = async (number: number): Promise<never> => {
  await mailbox.append({
    storeId: 's1' as StoreId,
    messageId: 'm1' as MessageId,
    receivedAt: new Date(0),
    to: '',
    subject: String(number),
    html: '',
    text: 'x'.repeat(2000),
    raw: '',
  });
  process.stdout.write(`${number}\n`);
  return writeOn(number + WRITERS);
};

const WRITERS = 20;
await Promise.all(Array.from({ length: WRITERS }, (_, writer) => writeOn(writer)));
