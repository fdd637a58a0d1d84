import { apiKeyCreate } from './api-key-create.ts';
import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { dataRequest } from './data-request.ts';
import { demo, type RunDemo } from './demo.ts';
import { demoSeed } from './demo-seed.ts';
import { deliveriesList, deliveriesReplay } from './deliveries.ts';
import { doctor } from './doctor.ts';
import { erase } from './erase.ts';
import type { Seeded } from '../pipeline/demo/seed-carts.ts';
import { loginLink } from './login-link.ts';
import { migrate } from './migrate.ts';
import type { Diagnosis } from '../pipeline/upkeep/doctor.ts';
import type { InOffice } from './office.ts';
import { reconcile } from './reconcile.ts';
import { replay } from './replay.ts';
import { restore, type RestoreParts } from './restore.ts';
import { serve, type RunServer } from './serve.ts';
import { storeAdd } from './store-add.ts';
import { storeList } from './store-list.ts';
import { storeRemove } from './store-remove.ts';

export type CommandParts = {
  readonly inOffice: InOffice;
  readonly runServer: RunServer;
  readonly runDemo: RunDemo;
  readonly seed: (carts: number) => Promise<Seeded>;
  readonly migrate: () => Promise<readonly string[]>;
  readonly backUp: (file: string) => Promise<void>;
  readonly restore: RestoreParts;
  readonly diagnose: () => Promise<Diagnosis>;
};

/** Every command, in the order of the help. */
export const commandsOf = (parts: CommandParts): readonly Command[] => [
  serve(parts.runServer),
  migrate(parts.migrate),
  doctor(parts.diagnose),
  storeAdd(parts.inOffice),
  storeList(parts.inOffice),
  storeRemove(parts.inOffice),
  apiKeyCreate(parts.inOffice),
  loginLink(parts.inOffice),
  reconcile(parts.inOffice),
  replay(parts.inOffice),
  deliveriesList(parts.inOffice),
  deliveriesReplay(parts.inOffice),
  dataRequest(parts.inOffice),
  erase(parts.inOffice),
  backup(parts.backUp),
  restore(parts.restore),
  demoSeed(parts.seed),
  demo(parts.runDemo),
];
