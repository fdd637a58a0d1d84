import { Router } from 'express';

/** One thing the process needs to do its work. */
export type ReadyCheck = {
  readonly name: string;
  readonly ok: boolean;
  /** Why not, without a secret, an address or a person's data. */
  readonly reason: string | null;
};

/** `/healthz`: the process answers. `/readyz`: it can do its work. */
export const healthRoutes = (readiness: () => Promise<readonly ReadyCheck[]>): Router => {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const checks = await readiness();
    const isReady = checks.every((check) => check.ok);
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'unavailable', checks });
  });
  return router;
};
