import type { Diagnosis } from '../pipeline/upkeep/doctor.ts';
import type { Command } from './command.ts';

export const doctor = (diagnose: () => Promise<Diagnosis>): Command => ({
  words: ['doctor'],
  usage: '',
  summary: 'looks at everything that a working server needs; exit code 1 when something is wrong',
  options: {},
  run: async () => {
    const { ok, checks } = await diagnose();
    const lines = checks.map((check) => `${check.ok ? 'ok   ' : 'WRONG'}  ${check.name}: ${check.reason}`);
    const wrong = checks.filter((check) => !check.ok).length;
    const text = [...lines, '', ok ? 'all is well' : `${wrong} of ${checks.length} need you`].join('\n');
    return { kind: 'done', data: { ok, checks }, text, failed: !ok };
  },
});
