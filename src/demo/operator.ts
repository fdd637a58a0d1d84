import { apiKeyCreate } from '../cli/api-key-create.ts';
import type { Command } from '../cli/command.ts';
import { loginLink } from '../cli/login-link.ts';
import type { InOffice } from '../cli/office.ts';
import { storeAdd } from '../cli/store-add.ts';
import { z } from 'zod';

export type Options = Readonly<Record<string, string>>;

/** What an operator types on the command line, beside the running server. */
export type Operator = ReturnType<typeof createOperator>;

export const createOperator = (inOffice: InOffice) => ({
  addStore: async (options: Options) => CONNECTED.parse(await answerOf(storeAdd(inOffice), options)),
  createKey: async (store: string, scope: 'events' | 'admin') =>
    KEY.parse(await answerOf(apiKeyCreate(inOffice), { store, scope })).key,
  loginLink: async (store: string) => LINK.parse(await answerOf(loginLink(inOffice), { store })).url,
});

const CONNECTED = z.object({ id: z.string(), webhookUrl: z.string(), webhookSecret: z.string().nullable() });
const KEY = z.object({ key: z.string() });
const LINK = z.object({ url: z.string() });

const answerOf = async (command: Command, values: Options): Promise<unknown> => {
  const result = await command.run({ values, positionals: [] });
  if (result.kind !== 'done') throw new Error(`${command.words.join(' ')}: ${result.message}`);
  return result.data;
};
