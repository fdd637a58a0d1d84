import { rm } from 'node:fs/promises';
import type { DemoOutcome } from '../cli/demo.ts';
import { createInOffice } from '../compose/office.ts';
import { serve } from '../compose/serve.ts';
import type { Surroundings } from '../compose/surroundings.ts';
import type { Config, Environment } from '../config.ts';
import { createCaller, type Caller } from './call.ts';
import { letIn } from './crowd.ts';
import { logLevelOf, readDemoConfig } from './demo-config.ts';
import { createDemoSecrets } from './demo-secrets.ts';
import { createDice, type Dice } from './dice.ts';
import { findFreePort } from './free-port.ts';
import { openGuide, type Connected } from './guide.ts';
import { createLetters } from './letters.ts';
import { setUp, type Desk } from './merchant.ts';
import { createOperator, type Operator } from './operator.ts';
import { createPace, type Pace } from './pace.ts';
import type { LoopbackServer } from './loopback-server.ts';
import { createPeople } from './people.ts';
import { createPostman } from './postman.ts';
import { openStreet, optionsOf, type Opened, type Street } from './street.ts';
import { createWayOut } from './way-out.ts';
import { welcome, type Link } from './welcome.ts';

export type DemoParts = {
  /** Only the port, the address and the log's level are read. */
  readonly environment: Environment;
  readonly surroundings: (logLevel: string) => Surroundings;
  readonly print: (text: string) => void;
  readonly stopped: Promise<void>;
};

const DEFAULT_PORT = '3000';

/** The whole product on this machine, with shops and shoppers, until it is told to stop. */
export const runDemo = async (parts: DemoParts): Promise<DemoOutcome> => {
  const { environment, surroundings, print, stopped } = parts;
  const free = await findFreePort(environment['PORT']?.trim() || DEFAULT_PORT);
  if (free.kind === 'taken') return { kind: 'refused', message: free.message };
  const place = { port: free.port, folder: `data/demo/${free.port}` };
  const given = surroundings(logLevelOf(environment));
  const dice = createDice(given.randomBytes);
  const secrets = createDemoSecrets(dice);
  const reading = readDemoConfig(environment, place, secrets);
  if (!reading.ok) return { kind: 'refused', message: reading.problems.join('\n') };

  print('Starting the Retorno demo …');
  await rm(place.folder, { recursive: true, force: true });
  const pace = createPace(given.clock, (reason) => given.log.warn({ reason: sentenceOf(reason) }, 'demo'));
  const call = createCaller();
  const street = await openStreet({ post: createPostman(call, pace), dice, now: given.clock.now }, secrets);
  const world = { ...given, outbound: () => createWayOut(call, street.routes) };
  const served = await serve(reading.config, world);
  const guide = await start({ config: reading.config, world, street, pace, call, dice, print });
  await stopped;
  print('Stopping …');
  await pace.end();
  await served.stop();
  await Promise.all([guide.close(), ...street.opened.map(({ shop }) => shop.close())]);
  return { kind: 'ended' };
};

const sentenceOf = (reason: unknown): string => (reason instanceof Error ? reason.message : 'unknown');

type Stage = {
  readonly config: Config;
  readonly world: Surroundings;
  readonly street: Street;
  readonly pace: Pace;
  readonly call: Caller;
  readonly dice: Dice;
  readonly print: (text: string) => void;
};

/** Connects the shops as an operator does, sets them up as a merchant does, and lets the shoppers in. */
const start = async ({ config, world, street, pace, call, dice, print }: Stage): Promise<LoopbackServer> => {
  const { appUrl } = config;
  const operator = createOperator(createInOffice(config, world));
  const connected: Connected[] = [];
  for (const opened of street.opened) connected.push(await connect(opened, { operator, call, appUrl }));
  const guide = await openGuide({ appUrl, connected, operator });
  letIn({
    shops: [street.opened[0].shop, ...street.opened.slice(1).map(({ shop }) => shop)],
    meet: createPeople(dice),
    readLetter: createLetters(call, pace, appUrl),
    call,
    pace,
    dice,
  });
  print(welcome({ appUrl, guideUrl: guide.url, links: await linksOf(connected, operator) }));
  return guide;
};

type Connecting = { readonly operator: Operator } & Omit<Desk, 'key'>;

const connect = async (
  { shop, identity, doorOf }: Opened,
  { operator, ...desk }: Connecting,
): Promise<Connected> => {
  const added = await operator.addStore(optionsOf(shop.facts, identity));
  const key = await operator.createKey(added.id, 'admin');
  await setUp({ ...desk, key }, shop.facts);
  shop.connect(await doorOf(added, operator));
  return { shop, storeId: added.id };
};

const linksOf = async (connected: readonly Connected[], operator: Operator): Promise<readonly Link[]> => {
  const links: Link[] = [];
  for (const { shop, storeId } of connected)
    links.push({ shop: shop.facts, url: await operator.loginLink(storeId) });
  return links;
};
