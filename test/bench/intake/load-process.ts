import { createInterface } from 'node:readline';
import { makeCheckouts, type Body } from './checkouts.ts';
import { sendLoad, type LoadPlan } from './load.ts';

/** The sender as a process of its own: each line of its input is a plan in JSON, answered by a report in JSON. */
export type LoadOrder = Omit<LoadPlan, 'bodies'> & {
  readonly secret: string;
  readonly checkouts: number;
  /** Each is a later state of the same checkouts; sent one after the other, then from the first again. */
  readonly rounds: number;
};

const made = new Map<string, readonly Body[]>();

const bodiesFor = ({ secret, checkouts, rounds }: LoadOrder): readonly Body[] => {
  const key = JSON.stringify([secret, checkouts, rounds]);
  const bodies =
    made.get(key) ??
    Array.from({ length: rounds }, (_, round) => makeCheckouts(checkouts, secret, round)).flat();
  made.set(key, bodies);
  return bodies;
};

for await (const line of createInterface(process.stdin)) {
  const order = JSON.parse(line) as LoadOrder;
  const bodies = bodiesFor(order);
  if (order.forMs === 0) process.stdout.write('{}\n');
  else process.stdout.write(`${JSON.stringify(await sendLoad({ ...order, bodies }))}\n`);
}
