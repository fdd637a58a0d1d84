import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compileBlocks } from '../../../src/channels/email/compile-blocks.ts';

test('the committed fragments are what their MJML compiles to', async () => {
  const committed = await readFile(
    new URL('../../../src/core/message/fragments.ts', import.meta.url),
    'utf8',
  );
  expect(committed).toBe(await compileBlocks());
});
