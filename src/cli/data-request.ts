import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { done, textOf, wrongUse, type Command } from './command.ts';
import { withStore } from './named-store.ts';
import type { InOffice } from './office.ts';
import { readably } from './readable.ts';

export const dataRequest = (inOffice: InOffice): Command => ({
  words: ['data-request'],
  usage: '--store ID --email … | --phone … [--out FILE]',
  summary: 'everything held about a person, as one readable file',
  options: {
    store: { type: 'string' },
    email: { type: 'string' },
    phone: { type: 'string' },
    out: { type: 'string' },
  },
  run: (input) =>
    inOffice((office) =>
      withStore(input, office, async ({ id }) => {
        const person = { email: textOf(input, 'email'), phone: textOf(input, 'phone') };
        if (person.email === null && person.phone === null) return wrongUse('--email or --phone is missing');
        const file = await office.personFile(id, person);
        if (file === null) return wrongUse('that is no address or number');
        const text = JSON.stringify(file, null, 2);
        const out = textOf(input, 'out');
        if (out === null) return done(file, text);
        return readably(async () => {
          const path = resolve(out);
          // For its owner's eyes only, and in nobody's place.
          await writeFile(path, `${text}\n`, { mode: 0o600, flag: 'wx' });
          return done({ file: path }, `saved to ${path}`);
        });
      }),
    ),
});
