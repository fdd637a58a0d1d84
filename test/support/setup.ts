import { afterEach, beforeEach } from 'vitest';

/** Console output fails the test that makes it: a log line belongs into the injected log, a command's output into its stream. */
const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;
let written: string[] = [];

for (const method of methods) {
  console[method] = (...words: unknown[]) => {
    written.push(`console.${method}: ${words.map(String).join(' ')}`);
  };
}

beforeEach(() => {
  written = [];
});

afterEach(() => {
  if (written.length > 0)
    throw new Error(`The console is not for tests or the product:\n${written.join('\n')}`);
});
