import { z } from 'zod';
import { parseExact } from '../../src/core/words/json.ts';
import { id, text } from '../../src/core/words/tolerant.ts';
import type { Calls, Connect, ConnectAnswer, Granted } from '../../src/ports/platform-work.ts';
import { userAgent } from './api.ts';
import type { App } from './app.ts';

const AUTHORIZE = 'https://www.tiendanube.com/apps';
const TOKEN = 'https://www.tiendanube.com/apps/authorize/token';

/**
 * OAuth as Nuvemshop has it: where the merchant comes back to and what is asked for stand in the partner panel. An
 * installation from its app store brings a code and no state of ours.
 */
export const createConnect = (app: App): Connect => ({
  startsAtPlatform: true,
  begin: ({ state }) => {
    if (!/^\d{1,20}$/.test(app.appId)) return refused('the app’s number is not set');
    return { kind: 'redirect', to: `${AUTHORIZE}/${app.appId}/authorize?state=${encodeURIComponent(state)}` };
  },
  finish: (answer, calls) => exchangeCode(app, answer, calls),
});

const exchangeCode = async (app: App, { params }: ConnectAnswer, calls: Calls): Promise<Granted> => {
  const code = params['code'] ?? '';
  if (params['error'] !== undefined) return refused('the merchant did not agree');
  if (!/^[\w.~-]{1,500}$/.test(code)) return refused('no code came back');
  const result = await calls.fetch({
    url: TOKEN,
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': userAgent(app.contact),
    },
    body: JSON.stringify({
      client_id: app.appId,
      client_secret: app.clientSecret,
      grant_type: 'authorization_code',
      code,
    }),
    timeoutMs: 15_000,
    maxResponseBytes: 100_000,
  });
  if (result.kind !== 'answered') return refused(`Nuvemshop did not answer: ${result.reason}`);
  if (result.status < 200 || result.status > 299) return refused(`Nuvemshop answered ${result.status}`);
  return readToken(result.body);
};

/** A code that is wrong, used or over is answered by an error under a status of success. */
const readToken = (body: string): Granted => {
  const parsed = parseExact(body);
  const answer = tokenBody.safeParse(parsed.kind === 'parsed' ? parsed.value : null);
  if (!answer.success) return refused('Nuvemshop answered something that is no token');
  const { error, access_token: accessToken, user_id, store_id, scope } = answer.data;
  if (error !== null) return refused(`Nuvemshop refuses the code (${nameOf(error)})`);
  const externalKey = user_id ?? store_id;
  if (accessToken === null || externalKey === null || !/^\d{1,20}$/.test(externalKey))
    return refused('Nuvemshop answered something that is no token');
  if (scope !== null && !mayReadOrders(scope)) return refused('the app was not allowed to read orders');
  const credentials = { kind: 'nuvemshop_token', accessToken } as const;
  return { kind: 'granted', externalKey, url: null, credentials };
};

const tokenBody = z.object({
  error: text,
  access_token: text,
  /** The store; text in the documentation, a number in the official template. */
  user_id: id,
  store_id: id,
  scope: text,
});

/** Leave to write implies leave to read. */
const mayReadOrders = (scope: string): boolean => /\b(read|write)_orders\b/.test(scope);

const nameOf = (error: string): string => (/^[a-z_]{1,50}$/.test(error) ? error : 'unnamed');

const refused = (reason: string) => ({ kind: 'refused', reason }) as const;
