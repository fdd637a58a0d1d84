import { statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createMailbox } from '../../src/store/mailbox.ts';
import { aMail } from './a-mail.ts';
import { engines, openTestEngine } from './databases.ts';
import { createTestClock, testSecrets } from './open-test-store.ts';

const MB = 1024 * 1024;
const onThread = engines.at(-1)!;

it('what another thread writes reaches the file while it writes on, and its log begins anew', async () => {
  const { engine, url, close } = await openTestEngine(onThread.make);
  const file = url.slice('sqlite:'.length);
  const mailbox = createMailbox(engine, {
    clock: createTestClock(new Date(0)),
    randomBytes,
    secrets: testSecrets(),
  });
  const raw = randomBytes(MB / 2).toString('hex');
  let written = 0;
  // Ten logs' length: without anybody to copy it, the log would be as long.
  while (written < 160 && statSync(file).size < 100 * MB) {
    await mailbox.append({ ...aMail, raw });
    written += 1;
  }
  expect(statSync(file).size).toBeGreaterThanOrEqual(100 * MB);
  expect(statSync(`${file}-wal`).size).toBeLessThan(64 * MB);
  await close();
});
