import type { ReadyCheck } from '../http/operator/health.ts';
import type { Runner } from '../ports/runner.ts';
import type { Foundation } from './foundation.ts';

/** The runner looks every second; after this it is stuck. */
const STUCK_AFTER_MS = 15_000;

/** What the process needs to do its work; the database is at our tables, or it would not have started. */
export const createReadiness = ({ store, clock, config }: Foundation, runner: Runner | null) => {
  const database = async (): Promise<ReadyCheck> => {
    try {
      await store.stores.list();
      await store.deliveries.oldestWaiting();
      return check('database', null);
    } catch {
      return check('database', 'the database does not answer');
    }
  };
  const looking = (): ReadyCheck => {
    const last = runner?.lastTick() ?? null;
    const isStuck = last === null || clock.now().getTime() - last.getTime() > STUCK_AFTER_MS;
    return check('runner', isStuck ? 'nothing has been looked for in the last seconds' : null);
  };
  return async (): Promise<readonly ReadyCheck[]> => [
    await database(),
    check('migrations', null),
    ...(config.role === 'web' ? [] : [looking()]),
  ];
};

const check = (name: string, reason: string | null): ReadyCheck => ({ name, ok: reason === null, reason });
