import { resolve } from 'node:path';
import { done, wrongUse, type Command } from './command.ts';
import { readably } from './readable.ts';

/** `backUp` rejects with a sentence where it cannot. */
export const backup = (backUp: (file: string) => Promise<void>): Command => ({
  words: ['backup'],
  usage: 'FILE',
  summary: 'saves all data into a new file, beside a running server; the file holds no keys',
  options: {},
  run: ({ positionals: [name, more] }) =>
    readably(async () => {
      if (name === undefined || more !== undefined) return wrongUse('name one file to write');
      const file = resolve(name);
      await backUp(file);
      return done({ file }, `saved to ${file}; keep the encryption key apart from it`);
    }),
});
