import { resolve } from 'node:path';
import { done, wrongUse, type Command } from './command.ts';
import { readably } from './readable.ts';

export type RestoreParts = {
  /** Puts the file in the database's place; answers how many erasures are to be done once more. */
  readonly restore: (given: {
    readonly file: string;
    readonly force: boolean;
  }) => Promise<{ readonly tombstones: number }>;
  /** Erases again whom the restored rows brought back. */
  readonly eraseAgain: () => Promise<{ readonly carts: number; readonly orders: number }>;
};

export const restore = ({ restore, eraseAgain }: RestoreParts): Command => ({
  words: ['restore'],
  usage: 'FILE [--force]',
  summary: 'puts a backup in the place of the database, while no server runs; who was erased stays erased',
  options: { force: { type: 'boolean' } },
  run: ({ positionals: [name, more], values }) =>
    readably(async () => {
      if (name === undefined || more !== undefined) return wrongUse('name one file to restore');
      const file = resolve(name);
      const { tombstones } = await restore({ file, force: values['force'] === true });
      const erased = tombstones === 0 ? NOBODY : await eraseAgain();
      return done(
        { file, tombstones, erased },
        `restored ${file}; ${erased.carts} carts and ${erased.orders} orders erased again`,
      );
    }),
});

const NOBODY = { carts: 0, orders: 0 };
