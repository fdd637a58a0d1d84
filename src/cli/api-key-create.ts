import { done, textOf, wrongUse, type Command } from './command.ts';
import { withStore } from './named-store.ts';
import type { InOffice } from './office.ts';

export const apiKeyCreate = (inOffice: InOffice): Command => ({
  words: ['api-key', 'create'],
  usage: '--store ID --scope events|admin',
  summary: 'makes an API key and shows it once',
  options: { store: { type: 'string' }, scope: { type: 'string' } },
  run: (input) =>
    inOffice((office) =>
      withStore(input, office, async ({ id }) => {
        const scope = textOf(input, 'scope');
        if (scope !== 'events' && scope !== 'admin') return wrongUse('--scope is events or admin');
        const { key } = await office.store.access.createKey(id, scope);
        return done({ key }, `${key}\nThis is the only time it is shown.`);
      }),
    ),
});
