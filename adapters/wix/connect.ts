import { z } from 'zod';
import { textUpTo } from '../../src/core/words/tolerant.ts';
import type { Calls, Connect, Granted } from '../../src/ports/platform-work.ts';
import { type App, WIX_API } from './access.ts';
import { answerOf } from './exchange.ts';
import { askTokenInfo } from './token-info.ts';

/**
 * Installation in a browser. Wix comes back with a code and the instance; what is kept is the instance alone, since
 * the app's own secret makes tokens for it. The code proves that this browser may speak for it.
 */
export const createConnect = (app: App): Connect => ({
  begin: ({ params, state, appUrl }) => {
    const to = new URL('https://www.wix.com/installer/install');
    to.searchParams.set('appId', app.appId);
    to.searchParams.set('redirectUrl', `${appUrl}/connect/wix/callback`);
    to.searchParams.set('state', state);
    // Given where the merchant began at Wix's market.
    const { token } = params;
    if (token !== undefined && token.length <= 4_000) to.searchParams.set('token', token);
    return { kind: 'redirect', to: to.href };
  },
  finish: async ({ params }, calls) => {
    const { code, instanceId } = params;
    if (!code || !instanceId || code.length > 4_000) return refused('Wix came back without its consent');
    const accessToken = await redeem(code, app, calls);
    if (accessToken === null) return refused('Wix did not take the code that it came back with');
    const info = await askTokenInfo(accessToken, calls);
    const isProven =
      info.kind === 'told' && info.active && info.clientId === app.appId && info.instanceId === instanceId;
    if (!isProven) return refused('the code is not of the site that Wix named');
    return {
      kind: 'granted',
      externalKey: instanceId,
      url: null,
      credentials: { kind: 'wix_instance', instanceId },
    };
  },
});

const refused = (reason: string): Granted => ({ kind: 'refused', reason });

/** A code is good once and for minutes; its access token serves as proof only and is not kept. */
const redeem = async (code: string, app: App, { fetch, now }: Calls): Promise<string | null> => {
  const result = await fetch({
    url: `${WIX_API}/oauth/access`,
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({
      grant_type: 'authorization_code',
      client_id: app.appId,
      client_secret: app.appSecret,
      code,
    }),
    timeoutMs: 15_000,
  });
  const answer = answerOf(result, now());
  return answer.kind === 'answered' ? redeemedBody.parse(answer.data).access_token : null;
};

const redeemedBody = z.object({ access_token: textUpTo(8_000) });
