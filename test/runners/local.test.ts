import { createLocalRunner } from '../../src/runners/local.ts';
import { realClock } from '../support/real-clock.ts';
import { silentLog } from '../store/open-test-store.ts';
import { describeRunner } from './runner.contract.ts';

describeRunner('in this process', async (jobs) =>
  createLocalRunner({ jobs, clock: realClock, log: silentLog }),
);
