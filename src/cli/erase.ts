import { done, textOf, wrongUse, type Command } from './command.ts';
import { withStore } from './named-store.ts';
import type { InOffice } from './office.ts';

export const erase = (inOffice: InOffice): Command => ({
  words: ['erase'],
  usage: '--store ID --email … | --phone …',
  summary: 'erases a person; a keyed hash stays, so that nothing about them comes back',
  options: { store: { type: 'string' }, email: { type: 'string' }, phone: { type: 'string' } },
  run: (input) =>
    inOffice((office) =>
      withStore(input, office, async ({ id }) => {
        const person = { email: textOf(input, 'email'), phone: textOf(input, 'phone') };
        if (person.email === null && person.phone === null) return wrongUse('--email or --phone is missing');
        const erased = await office.erase(id, person);
        if (erased === null) return wrongUse('that is no address or number');
        return done(
          { erased },
          Object.entries(erased)
            .map(([what, count]) => `${what}: ${count}`)
            .join('\n'),
        );
      }),
    ),
});
