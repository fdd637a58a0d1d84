import { createReminders } from '../../src/pipeline/reminders/reminders.ts';
import { MINUTE, type ReminderWorld } from './reminder-world.ts';

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
  return guarded(store);
};

/** Lets time pass, with a crash at the n-th call of each busy moment, and a new start after it. Whether any died. */
export const passWithCrashes = async (
  world: ReminderWorld,
  { moments, dieAt }: { readonly moments: readonly number[]; readonly dieAt: number },
): Promise<boolean> => {
  let died = false;
  for (const passed of moments) {
    world.clock.advance(passed);
    died = (await diesAt(world, dieAt)) || died;
    // Started anew: what was in hand is settled when its lease is over.
    world.clock.advance(6 * MINUTE);
    await world.reminders.settle();
    await world.settleDown();
  }
  return died;
};

/** Judges, plans and sends until nothing is left or the process dies. */
const diesAt = async (world: ReminderWorld, dieAt: number): Promise<boolean> => {
  const store = dyingStore(world.parts.store, dieAt);
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
  return deaths > 0;
};
