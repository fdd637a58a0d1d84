import { expect, it } from 'vitest';
import { createTurns } from '../../../src/pipeline/intake/turns.ts';

const openWork = () => {
  const started: string[] = [];
  const finish: (() => void)[] = [];
  const work = (name: string) => () =>
    new Promise<void>((resolve) => {
      started.push(name);
      finish.push(resolve);
    });
  const finishAll = async () => {
    for (let done = finish.shift(); done !== undefined; done = finish.shift()) {
      done();
      // What waited starts once the end of this has been noticed.
      for (let tick = 0; tick < 5; tick += 1) await Promise.resolve();
    }
  };
  return { started, work, finishAll };
};

it('so many run at once per key and in all, and the rest in its order', async () => {
  const { started, work, finishAll } = openWork();
  const turns = createTurns({ most: 3, mostPerKey: 2 });
  for (const name of ['a1', 'a2', 'a3', 'b1', 'c1']) turns.run(name.slice(0, 1), work(name));
  expect(started).toEqual(['a1', 'a2', 'b1']);
  expect(turns.count('a')).toBe(3);
  await finishAll();
  expect(started).toEqual(['a1', 'a2', 'b1', 'a3', 'c1']);
  expect(await turns.idle()).toBe(false);
});

it('stopping lets what runs finish and forgets what waits', async () => {
  const { started, work, finishAll } = openWork();
  const turns = createTurns({ most: 1, mostPerKey: 1 });
  turns.run('a', work('runs'));
  turns.run('a', work('waits'));
  const stopped = turns.stop();
  await finishAll();
  await stopped;
  expect(started).toEqual(['runs']);
  expect(turns.count('a')).toBe(0);
});
