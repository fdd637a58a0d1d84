import { createReminders } from '../../src/pipeline/reminders/reminders.ts';
import type { ReminderWorld } from './reminder-world.ts';

class Killed extends Error {}

/** Every call of the store is counted, and from the n-th on the process is dead. */
const dyingStore = (store: ReminderWorld['parts']['store'], dieAt: number) => {
  let calls = 0;
  const strike = (): void => {
    calls += 1;
    if (calls >= dieAt) throw new Killed(`dead at call ${dieAt}`);
  };
  const guarded = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member === 'function')
          return (...given: unknown[]): unknown => {
            strike();
            return member.apply(target, given);
          };
        return typeof member === 'object' && member !== null ? guarded(member) : member;
      },
    });
  return { store: guarded(store), calls: () => calls };
};

/** Judges, plans and sends until nothing is left or the process dies. */
export const runUntilDead = async (
  world: Pick<ReminderWorld, 'parts'>,
  dieAt: number,
): Promise<{ readonly calls: number; readonly died: boolean }> => {
  const { store, calls } = dyingStore(world.parts.store, dieAt);
  const reminders = createReminders({ ...world.parts, store });
  let deaths = 0;
  const note = (reason: unknown): void => {
    if (!(reason instanceof Killed)) throw reason;
    deaths += 1;
  };
  for (let round = 0; round < 6; round += 1) {
    const ids = await reminders.sweep().catch((reason: unknown) => (note(reason), []));
    await Promise.all(ids.map((id) => reminders.send(id).catch(note)));
  }
  return { calls: calls(), died: deaths > 0 };
};
