import { databaseUrl } from './compose/foundation.ts';
import { createInOffice, createSeed } from './compose/office.ts';
import { createOperating } from './compose/operating.ts';
import { serve } from './compose/serve.ts';
import { realSurroundings } from './compose/surroundings.ts';
import { commandsOf } from './cli/commands.ts';
import { runLine } from './cli/run.ts';
import type { Role } from './cli/serve.ts';
import { readConfig, type Config } from './config.ts';
import { runDemo } from './demo/demo.ts';
import { StoreUnusable } from './ports/store/unusable.ts';
import { migrate } from './store/migrate.ts';

/** What stands in the way of starting: told as it is, without a stack. */
class NotConfigured extends Error {
  override readonly name = 'NotConfigured';
}

const main = async (line: readonly string[]): Promise<number> => {
  const terminal = {
    print: (text: string) => void process.stdout.write(`${text}\n`),
    printError: (text: string) => void process.stderr.write(`${text}\n`),
  };
  const commands = commandsOf({
    inOffice: (work) => {
      const config = configured('all');
      return createInOffice(config, realSurroundings({ level: quieter(config), to: 'stderr' }))(work);
    },
    migrate: () => migrate(databaseUrl(configured('all'))),
    backUp: (file) => operating().backUp(file),
    restore: {
      restore: (given) => operating().restore(given),
      eraseAgain: () => operating().eraseAgain(),
    },
    diagnose: () => operating().diagnose(),
    runServer,
    runDemo: () =>
      runDemo({
        environment: process.env,
        surroundings: (level) => realSurroundings({ level, to: 'stderr' }),
        print: terminal.print,
        stopped: toldToStop(),
      }),
    seed: (carts) => {
      const config = configured('all');
      return createSeed(config, realSurroundings({ level: quieter(config), to: 'stderr' }))(carts);
    },
  });
  try {
    return await runLine(line.length === 0 ? ['serve'] : line, commands, terminal);
  } catch (reason) {
    if (!isSentence(reason)) throw reason;
    terminal.printError(reason.message);
    return 1;
  }
};

const operating = () => {
  const config = configured('all');
  return createOperating(config, realSurroundings({ level: quieter(config), to: 'stderr' }));
};

const isSentence = (reason: unknown): reason is Error =>
  reason instanceof NotConfigured || reason instanceof StoreUnusable || isNoPlaceToListen(reason);

/** `HOST` is no address of this machine, or `PORT` is taken or not ours to take. */
const isNoPlaceToListen = (reason: unknown): boolean =>
  reason instanceof Error && 'code' in reason && NO_PLACE_TO_LISTEN.has(String(reason.code));

const NO_PLACE_TO_LISTEN = new Set(['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN']);

const configured = (role: Role): Config => {
  const reading = readConfig(process.env, role);
  if (reading.ok) return reading.config;
  throw new NotConfigured(`The settings are wrong:\n${reading.problems.map((one) => `  ${one}`).join('\n')}`);
};

/** A command's own answer is what is read; of the log only what went wrong is wanted beside it. */
const quieter = ({ logLevel }: Config): string => (logLevel === 'info' ? 'warn' : logLevel);

const runServer = async (role: Role): Promise<void> => {
  const config = configured(role);
  const stopped = toldToStop();
  const served = await serve(config, realSurroundings({ level: config.logLevel, to: 'stdout' }));
  await stopped;
  await served.stop();
};

/** Ctrl-C below npm comes twice, from the terminal and from npm: the second one must not cut the first one short. */
const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    process.on('SIGTERM', () => resolve());
    process.on('SIGINT', () => resolve());
  });

process.exitCode = await main(process.argv.slice(2));
