import type { Outbound } from '../ports/outbound.ts';
import { isLoopback, type Caller } from './call.ts';

/** A platform's host → the sandbox that answers for it, such as `http://localhost:40123`. */
export type Routes = ReadonlyMap<string, string>;

/**
 * The product's way out in the demo: the platforms' own addresses lead to their sandboxes on this machine, everything
 * else that is not on this machine is refused.
 */
export const createWayOut =
  (call: Caller, routes: Routes): Outbound =>
  async ({ url: written, method = 'GET', headers = {}, body, timeoutMs = 15_000 }) => {
    const url = routed(new URL(written), routes);
    if (url === null) return { kind: 'refused', reason: 'the demo calls nobody outside this machine' };
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await call({
        url: url.href,
        method,
        headers: { 'user-agent': 'retorno', ...headers },
        signal,
        ...(body === undefined ? {} : { body }),
      });
      return { kind: 'answered', ...answer };
    } catch {
      return { kind: 'unreachable', reason: signal.aborted ? 'no answer in time' : 'no connection' };
    }
  };

const routed = (url: URL, routes: Routes): URL | null => {
  const sandbox = routes.get(url.host);
  if (sandbox !== undefined) return new URL(`${url.pathname}${url.search}`, sandbox);
  return isLoopback(url) ? url : null;
};
