import type { IncomingMessage } from 'node:http';
import { decodeJson } from '../../core/words/json.ts';
import { readRawBody } from '../raw-body.ts';

const MOST_BYTES = 64 * 1_024;

/** What a shop's server posted: an object of JSON, or a form; empty for anything else. */
export const readAnswerBody = (request: IncomingMessage): Promise<unknown> =>
  new Promise((resolve) => {
    readRawBody(
      request,
      (body) => {
        if (body.kind !== 'read') return resolve({});
        const type = request.headers['content-type'] ?? '';
        if (type.startsWith('application/x-www-form-urlencoded'))
          return resolve(Object.fromEntries(new URLSearchParams(body.bytes.toString('utf8'))));
        const parsed = decodeJson(body.bytes);
        resolve(parsed.kind === 'parsed' && isObject(parsed.value) ? parsed.value : {});
      },
      MOST_BYTES,
    );
  });

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
