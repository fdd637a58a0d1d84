import { done, textOf, wrongUse, type Command } from './command.ts';

export const ROLES = ['all', 'web', 'worker'] as const;
export type Role = (typeof ROLES)[number];

/** Serves until it is told to stop. */
export type RunServer = (role: Role) => Promise<void>;

export const serve = (runServer: RunServer): Command => ({
  words: ['serve'],
  usage: '[--role all|web|worker]',
  summary: 'runs the server until it is stopped',
  options: { role: { type: 'string' } },
  run: async (input) => {
    const asked = textOf(input, 'role') ?? 'all';
    const role = ROLES.find((known) => known === asked);
    if (role === undefined) return wrongUse(`--role is one of ${ROLES.join(', ')}`);
    await runServer(role);
    return done({ stopped: true }, '');
  },
});
