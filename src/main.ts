import { databaseUrl } from './compose/foundation.ts';
import { createInOffice } from './compose/office.ts';
import { serve } from './compose/serve.ts';
import { realSurroundings } from './compose/surroundings.ts';
import { commandsOf } from './cli/commands.ts';
import { runLine } from './cli/run.ts';
import type { Role } from './cli/serve.ts';
import { readConfig, type Config } from './config.ts';
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
    runServer,
  });
  try {
    return await runLine(line.length === 0 ? ['serve'] : line, commands, terminal);
  } catch (reason) {
    if (!isSentence(reason)) throw reason;
    terminal.printError(reason.message);
    return 1;
  }
};

const isSentence = (reason: unknown): reason is Error =>
  reason instanceof NotConfigured || reason instanceof StoreUnusable || isPortTaken(reason);

const isPortTaken = (reason: unknown): boolean =>
  reason instanceof Error && 'code' in reason && (reason.code === 'EADDRINUSE' || reason.code === 'EACCES');

const configured = (role: Role): Config => {
  const reading = readConfig(process.env, role);
  if (reading.ok) return reading.config;
  throw new NotConfigured(`The settings are wrong:\n${reading.problems.map((one) => `  ${one}`).join('\n')}`);
};

/** A command's own answer is what is read; of the log only what went wrong is wanted beside it. */
const quieter = ({ logLevel }: Config): string => (logLevel === 'info' ? 'warn' : logLevel);

const runServer = async (role: Role): Promise<void> => {
  const config = configured(role);
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  const served = await serve(config, realSurroundings({ level: config.logLevel, to: 'stdout' }));
  await stopped;
  await served.stop();
};

process.exitCode = await main(process.argv.slice(2));
