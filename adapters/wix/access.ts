import { z } from 'zod';
import { textUpTo } from '../../src/core/words/tolerant.ts';
import type { AdapterContext } from '../../src/ports/adapter.ts';
import type { Calls } from '../../src/ports/platform-work.ts';
import { answerOf, type Answer, type NoAnswer } from './exchange.ts';

/** The app itself, as Wix knows it. */
export type App = { readonly appId: string; readonly appSecret: string };

type Token = { readonly kind: 'token'; readonly accessToken: string };

/** Tokens by which a store's API is called. Nothing of them is stored: the app's secret and the instance make them. */
export type Access = {
  readonly tokenOf: (context: AdapterContext) => Promise<Token | NoAnswer>;
  /** The API would not have it any more. */
  readonly forget: (instanceId: string) => void;
};

export const WIX_API = 'https://www.wixapis.com';

/** Asked for again this long before it ends; they last four hours. */
const MARGIN_MS = 5 * 60_000;

export const createAccess = (app: App): Access => {
  const held = new Map<string, { readonly accessToken: string; readonly endsAtMs: number }>();
  const asking = new Map<string, Promise<Token | NoAnswer>>();

  const ask = async (instanceId: string, calls: Calls): Promise<Token | NoAnswer> => {
    const askedAt = calls.now();
    const granted = readGrant(await grant(app, instanceId, calls));
    if (granted.kind !== 'granted') return granted;
    const endsAtMs = askedAt.getTime() + granted.lastsS * 1_000;
    held.set(instanceId, { accessToken: granted.accessToken, endsAtMs });
    return { kind: 'token', accessToken: granted.accessToken };
  };

  /** Many calls of one store at once ask for one token. */
  const askOnce = (instanceId: string, calls: Calls): Promise<Token | NoAnswer> => {
    const running = asking.get(instanceId) ?? ask(instanceId, calls).finally(() => asking.delete(instanceId));
    asking.set(instanceId, running);
    return running;
  };

  return {
    tokenOf: async (context) => {
      const { credentials, now } = context;
      if (credentials.kind !== 'wix_instance' || credentials.instanceId === '')
        return { kind: 'unauthorized' };
      const known = held.get(credentials.instanceId);
      return known !== undefined && known.endsAtMs - MARGIN_MS > now().getTime()
        ? { kind: 'token', accessToken: known.accessToken }
        : askOnce(credentials.instanceId, context);
    },
    forget: (instanceId) => void held.delete(instanceId),
  };
};

const grant = async (
  { appId, appSecret }: App,
  instanceId: string,
  { fetch, now }: Calls,
): Promise<Answer> => {
  const result = await fetch({
    url: `${WIX_API}/oauth2/token`,
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: appSecret,
      instance_id: instanceId,
    }),
    timeoutMs: 15_000,
  });
  return answerOf(result, now());
};

type Grant = { readonly kind: 'granted'; readonly accessToken: string; readonly lastsS: number } | NoAnswer;

/** A wrong secret, an instance that is not there any more: all of it is said with a 4xx. */
const readGrant = (answer: Answer): Grant => {
  if (answer.kind === 'rejected' || answer.kind === 'not_found') return { kind: 'unauthorized' };
  if (answer.kind !== 'answered') return answer;
  const { access_token: accessToken, expires_in: lastsS } = grantBody.parse(answer.data);
  return accessToken === null
    ? { kind: 'unavailable', reason: 'Wix granted no token' }
    : { kind: 'granted', accessToken, lastsS };
};

const grantBody = z.object({
  access_token: textUpTo(8_000),
  expires_in: z
    .unknown()
    .optional()
    .transform((value) => {
      const seconds = Number(value);
      return seconds > 0 && seconds < 1e8 ? seconds : 3_600;
    }),
});
