import { done, failed, wrongUse, type Command } from './command.ts';

/** The whole product with simulated shops and shoppers, until it is told to stop. */
export type RunDemo = () => Promise<DemoOutcome>;

export type DemoOutcome = { readonly kind: 'ended' } | { readonly kind: 'refused'; readonly message: string };

export const demo = (runDemo: RunDemo): Command => ({
  words: ['demo'],
  usage: '',
  summary: 'shows the whole product on this machine, without an account; PORT chooses its port',
  options: {},
  run: async ({ positionals }) => {
    if (positionals.length > 0) return wrongUse(`unknown: demo ${positionals.join(' ')}`);
    const outcome = await runDemo();
    return outcome.kind === 'ended' ? done({ stopped: true }, 'Stopped.') : failed(outcome.message);
  },
});
