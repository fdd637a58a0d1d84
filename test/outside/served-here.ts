import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiKeyCreate } from '../../src/cli/api-key-create.ts';
import { runLine } from '../../src/cli/run.ts';
import { storeAdd } from '../../src/cli/store-add.ts';
import { createInOffice } from '../../src/compose/office.ts';
import { serve } from '../../src/compose/serve.ts';
import { realSurroundings } from '../../src/compose/surroundings.ts';
import { readConfig } from '../../src/config.ts';
import { findFreePort } from '../../src/demo/free-port.ts';
import { APP_SECRET, type Server } from './shop.ts';

/** The whole server in this process, where a platform's own address can lead to a server of the test. */
export const serveHere = async (
  hosts: Readonly<Record<string, string>>,
): Promise<Server & { readonly close: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'retorno-here-'));
  const free = await findFreePort('0');
  if (free.kind === 'taken') throw new Error(free.message);
  const url = `http://127.0.0.1:${free.port}`;
  const reading = readConfig({
    HOST: '127.0.0.1',
    PORT: String(free.port),
    APP_URL: url,
    DATABASE_URL: `sqlite:${join(folder, 'retorno.db')}`,
    SMTP_URL: 'mailbox:',
    MAIL_FROM: 'Loja <loja@example.com>',
    ALLOW_PRIVATE_STORE_URLS: '1',
    POLL_EVERY: 'PT2S',
    SHUTDOWN_GRACE: 'PT1S',
    SHOPIFY_API_KEY: 'k',
    SHOPIFY_API_SECRET: APP_SECRET,
  });
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const { config } = reading;
  const world = leadingTo(hosts);
  const served = await serve(config, world);
  const inOffice = createInOffice(config, world);
  return {
    url,
    run: async <Answer>(...line: readonly string[]) => {
      const told: string[] = [];
      const wrong: string[] = [];
      const commands = [storeAdd(inOffice), apiKeyCreate(inOffice)];
      const code = await runLine([...line, '--json'], commands, {
        print: (text) => void told.push(text),
        printError: (text) => void wrong.push(text),
      });
      if (code !== 0) throw new Error(wrong.join('\n'));
      return JSON.parse(told.join('\n')) as Answer;
    },
    close: async () => {
      await served.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const leadingTo = (hosts: Readonly<Record<string, string>>) => {
  const real = realSurroundings({ level: 'silent', to: 'stderr' });
  return {
    ...real,
    outbound: (allowPrivate: boolean): ReturnType<typeof real.outbound> => {
      const out = real.outbound(allowPrivate);
      return (request) => {
        const { host, pathname, search } = new URL(request.url);
        const origin = hosts[host];
        return out(origin === undefined ? request : { ...request, url: `${origin}${pathname}${search}` });
      };
    },
  };
};
