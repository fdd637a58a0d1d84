import { done, type Command } from './command.ts';

export const migrate = (run: () => Promise<readonly string[]>): Command => ({
  words: ['migrate'],
  usage: '',
  summary: 'brings the database up to the tables of this version',
  options: {},
  run: async () => {
    const applied = await run();
    return done({ applied }, applied.length === 0 ? 'nothing to do' : `applied ${applied.join(', ')}`);
  },
});
