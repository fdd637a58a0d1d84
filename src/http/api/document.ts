import { Router } from 'express';
import type { Endpoint } from '../contract/endpoint.ts';
import { describeApi } from './openapi.ts';

/** `/api/openapi.json`: open to everybody, made once. */
export const documentRoutes = (endpoints: readonly Endpoint[], appUrl: string): Router => {
  const router = Router();
  const document = JSON.stringify(describeApi(endpoints, appUrl));
  router.get('/api/openapi.json', (_request, response) => {
    response.type('application/json').send(document);
  });
  return router;
};
