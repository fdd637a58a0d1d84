import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Express } from 'express';

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Webhooks go straight to their handler: they are the one hot path, and need nothing that the framework and its
 * middleware do for all other requests.
 */
export const createListener = (webhooks: NodeHandler, app: Express): RequestListener => {
  return (request, response) => {
    if (request.url?.startsWith('/webhooks/') === true) webhooks(request, response);
    else app(request, response);
  };
};
