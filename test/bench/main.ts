import { parseArgs } from 'node:util';
import { loadavg } from 'node:os';
import type { Bench, Effort, Figure } from './bench.ts';
import { emptySweep } from './empty-sweep.ts';
import { burst } from './intake/burst.ts';
import { openLoop } from './intake/open-loop.ts';
import { sustained } from './intake/sustained.ts';
import { csv } from './many-carts/csv.ts';
import { cartList } from './many-carts/cart-list.ts';
import { createManyCarts } from './many-carts/database.ts';
import { createWorkshop } from './processes.ts';
import { lift } from './lift.ts';
import { ready } from './ready.ts';
import { reconcile } from './reconcile/reconcile.ts';
import { replay } from './replay.ts';
import { sending } from './sending/sending.ts';
import { hangingServer } from './sending/hanging-server.ts';
import { summary } from './many-carts/summary.ts';
import { tableOf } from './table.ts';

const BENCHES: readonly Bench[] = [
  burst,
  sustained,
  openLoop,
  emptySweep,
  sending,
  hangingServer,
  cartList,
  summary,
  csv,
  lift,
  replay,
  reconcile,
  ready,
];

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
});

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const run = async (): Promise<void> => {
  const chosen = BENCHES.filter(({ name }) => values.only.length === 0 || values.only.includes(name));
  if (values.help || chosen.length === 0) {
    say('npm run bench -- [--only NAME]… [--quick] [--json]\n');
    for (const { name, about } of BENCHES) say(`  ${name.padEnd(16)} ${about}`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const workshop = createWorkshop();
  try {
    const quick = values.quick;
    const effort: Effort = { workshop, quick, say, manyCarts: createManyCarts({ workshop, quick, say }) };
    const figures: Figure[] = [];
    for (const { name, measure } of chosen) {
      say(`${name} … (load of the machine ${loadavg()[0]?.toFixed(1) ?? '?'})`);
      figures.push(...(await measure(effort)));
    }
    process.stdout.write(`${values.json ? JSON.stringify(figures.map(plain), null, 2) : tableOf(figures)}\n`);
  } finally {
    await workshop.close();
  }
};

const plain = ({ name, value, limit, ratio, unit }: Figure) => ({ name, value, limit, ratio, unit });

await run();
