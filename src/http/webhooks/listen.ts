import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StoreId } from '../../core/words/ids.ts';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { ForgedBook } from '../../pipeline/intake/forged-book.ts';
import type { Receive, Received } from '../../pipeline/intake/receive.ts';
import type { WebhookRequest } from '../../ports/adapter.ts';
import type { Log } from '../../ports/log.ts';
import type { Stores } from '../../ports/store/stores.ts';
import type { NodeHandler } from '../listener.ts';
import { NOT_FOUND, TOO_LARGE, problem, sendProblem } from '../problem.ts';
import { readRawBody, type RawBody } from '../raw-body.ts';
import { platformOff, type WebhookDoor, type WebhookDoors } from './doors.ts';

export type WebhookParts = {
  readonly doors: WebhookDoors;
  readonly receive: Pick<Receive, 'webhook'>;
  readonly stores: Pick<Stores, 'find' | 'secrets'>;
  /** Told of what is not proven; left out: nobody is. */
  readonly forged?: Pick<ForgedBook, 'noticed'> | undefined;
  readonly now: () => Date;
  readonly log: Log;
};

type OpenDoor = Extract<WebhookDoor, { kind: 'open' }>;

/** Everything below `/webhooks/`: size first, then the signature, then on disk, then 200. */
export const createWebhooks = (parts: WebhookParts): NodeHandler => {
  return (request, response) => {
    const path = pathOf(request.url ?? '');
    const slash = path.indexOf('/');
    const door = parts.doors.get(slash === -1 ? path : path.slice(0, slash));
    if (door === undefined) return sendProblem(response, NOT_FOUND);
    if (door.kind === 'off') return sendProblem(response, platformOff(door.missing));
    if (request.method !== 'POST') return withoutDelivery(request, response, door);
    const rest = slash === -1 ? '' : path.slice(slash + 1);
    readRawBody(request, (body) => {
      if (body.kind !== 'read') return refuseBody(response, body);
      takeIn(parts, { door, rest, request, bytes: body.bytes }).then(
        (received) => answer(response, received),
        (reason: unknown) => fail(parts.log, response, reason),
      );
    });
  };
};

const PREFIX_LENGTH = '/webhooks/'.length;

const pathOf = (url: string): string => {
  const query = url.indexOf('?', PREFIX_LENGTH);
  return query === -1 ? url.slice(PREFIX_LENGTH) : url.slice(PREFIX_LENGTH, query);
};

type WholeWebhook = {
  readonly door: OpenDoor;
  /** What follows the platform's name in the path. */
  readonly rest: string;
  readonly request: IncomingMessage;
  readonly bytes: Buffer;
};

const takeIn = async (parts: WebhookParts, whole: WholeWebhook): Promise<Received> => {
  const { adapter, secrets } = whole.door;
  const { headers } = whole.request;
  const told = { headers, rawBody: whole.bytes, subpath: whole.rest, secrets, receivedAt: parts.now() };
  if (adapter.capabilities.webhookSecret === 'store') return takeInOfStore(parts, whole, told);
  const received = await parts.receive.webhook({ adapter, request: told, store: null });
  if (received.kind === 'unauthorized') parts.forged?.noticed({ adapter, request: told, storeId: null });
  return received;
};

const takeInOfStore = async (
  { stores, receive, forged }: WebhookParts,
  { door: { adapter }, rest }: WholeWebhook,
  told: WebhookRequest,
): Promise<Received> => {
  const store = await storeBehind(stores, adapter.platform, rest);
  const request = { ...told, subpath: '', secrets: [store?.secret ?? ''].filter((secret) => secret !== '') };
  const received: Received =
    store === null || request.secrets.length === 0
      ? { kind: 'unauthorized', reason: 'store_unknown' }
      : await receive.webhook({ adapter, request, store });
  if (received.kind === 'unauthorized') forged?.noticed({ adapter, request, storeId: store?.id ?? null });
  return received;
};

/** A store that is not there, or of another platform, or without a secret, is like one with another secret. */
const storeBehind = async (stores: WebhookParts['stores'], platform: Platform, id: string) => {
  const found = await stores.find(id as StoreId);
  if (found?.platform !== platform) return null;
  const { externalKey } = found;
  return { id: found.id, externalKey, secret: (await stores.secrets(found.id))?.webhook ?? null };
};

const EMPTY = { 'Content-Length': '0' };

const answer = (response: ServerResponse, received: Received): void => {
  if (received.kind === 'accepted') {
    response.writeHead(200, EMPTY);
    response.end();
    return;
  }
  if (received.kind === 'unauthorized') return sendProblem(response, UNSIGNED);
  sendProblem(response, { ...BUSY, retryAfter: Math.ceil(received.retryAfterMs / 1000) });
};

const UNSIGNED = problem(401, 'unauthorized', 'The signature is missing or wrong, or the store is unknown.');
const BUSY = problem(503, 'busy', 'This could not be stored in time; send it again.');
const ENCODED = problem(
  415,
  'invalid_input',
  'Compressed bodies are not taken: signatures are over plain bytes.',
);
const WRONG_METHOD = problem(405, 'method_not_allowed', 'Webhooks are posted.');

/** Some platforms look whether somebody is there before they send anything. */
const withoutDelivery = (
  { method }: IncomingMessage,
  response: ServerResponse,
  { adapter: { capabilities } }: OpenDoor,
): void => {
  const isLook = method === 'GET' || method === 'HEAD';
  if (!isLook || capabilities.looksAtWebhooks !== true) return refuseMethod(response);
  response.writeHead(200, EMPTY);
  response.end();
};

const refuseMethod = (response: ServerResponse): void => {
  response.setHeader('Allow', 'POST');
  sendProblem(response, WRONG_METHOD);
};

const refuseBody = (response: ServerResponse, { kind }: Exclude<RawBody, { kind: 'read' }>): void => {
  if (kind === 'too_large') sendProblem(response, TOO_LARGE);
  else if (kind === 'encoded') sendProblem(response, ENCODED);
  else response.destroy();
};

const fail = (log: Log, response: ServerResponse, reason: unknown): void => {
  log.error({ reason: reason instanceof Error ? reason.name : typeof reason }, 'webhook not taken in');
  sendProblem(response, { ...BUSY, retryAfter: 5 });
};
