import { expect, it } from 'vitest';
import { doctor } from '../../src/cli/doctor.ts';
import { runLine } from '../../src/cli/run.ts';

const checks = [
  { name: 'smtp', ok: false, reason: 'SMTP_URL is not set' },
  { name: 'migrations', ok: true, reason: 'up to date' },
];

it.each([
  [checks, 1, 'WRONG  smtp: SMTP_URL is not set\nok     migrations: up to date\n\n1 of 2 need you'],
  [checks.slice(1), 0, 'ok     migrations: up to date\n\nall is well'],
])('the exit code tells whether something is wrong, as JSON and as text', async (checks, code, text) => {
  const diagnosis = { ok: code === 0, checks };
  const type = async (...line: string[]) => {
    const printed: string[] = [];
    const terminal = { print: (text: string) => printed.push(text), printError: () => {} };
    return { code: await runLine(line, [doctor(async () => diagnosis)], terminal), printed };
  };
  expect(await type('doctor')).toEqual({ code, printed: [text] });
  expect(await type('doctor', '--json')).toEqual({ code, printed: [JSON.stringify(diagnosis)] });
});
