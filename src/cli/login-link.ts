import { done, type Command } from './command.ts';
import { withStore } from './named-store.ts';
import type { InOffice } from './office.ts';

export const loginLink = (inOffice: InOffice): Command => ({
  words: ['login-link'],
  usage: '--store ID',
  summary: 'makes an address that opens the admin once, within ten minutes',
  options: { store: { type: 'string' } },
  run: (input) =>
    inOffice((office) =>
      withStore(input, office, async ({ id }) => {
        const { token } = await office.store.access.createLoginLink(id);
        const url = `${office.appUrl}/login/${token}`;
        return done({ url }, url);
      }),
    ),
});
