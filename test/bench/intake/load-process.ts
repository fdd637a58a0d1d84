import { makeCheckouts } from './checkouts.ts';
import { sendLoad, type LoadPlan } from './load.ts';

/** The sender as a process of its own: reads its plan as JSON from the command line, prints its report as JSON. */
type Order = Omit<LoadPlan, 'bodies'> & {
  readonly secret: string;
  readonly checkouts: number;
  readonly round: number;
};

const order = JSON.parse(process.argv[2] ?? '{}') as Order;
const bodies = makeCheckouts(order.checkouts, order.secret, order.round);
process.stdout.write(`${JSON.stringify(await sendLoad({ ...order, bodies }))}\n`);
