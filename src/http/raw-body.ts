import type { IncomingMessage } from 'node:http';

/** 5 MB: Shopify's own limit for a webhook's body. */
export const MAX_BODY_BYTES = 5 * 1024 * 1024;

export type RawBody =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  | { readonly kind: 'too_large' }
  /** Compressed: signatures are over the plain bytes, and no platform sends such. */
  | { readonly kind: 'encoded' }
  /** The client went away before the end; there is nobody to answer. */
  | { readonly kind: 'aborted' };

/**
 * Reads a request's body as it came. Answers exactly once whatever happens to the connection. What is refused is
 * still read and thrown away, up to a bound, because a sender cut off in the middle never sees the answer.
 */
export const readRawBody = (
  request: IncomingMessage,
  done: (body: RawBody) => void,
  limit = MAX_BODY_BYTES,
): void => {
  const encoding = request.headers['content-encoding'];
  if (request.destroyed && !request.readableEnded) return done({ kind: 'aborted' });
  const isEncoded = encoding !== undefined && encoding !== 'identity';
  const isTooLarge = Number(request.headers['content-length'] ?? 0) > limit;
  if (!isEncoded && !isTooLarge) return collect(request, done, limit);
  discard(request, 0, () => done({ kind: isTooLarge ? 'too_large' : 'encoded' }));
};

const MAX_DISCARDED_BYTES = 4 * MAX_BODY_BYTES;

/** An answer before the end would close the connection under a sender who asked to close it, and be lost. */
const discard = (request: IncomingMessage, alreadyRead: number, answer: () => void): void => {
  let size = alreadyRead;
  let answered = false;
  const answerOnce = (): void => {
    if (answered) return;
    answered = true;
    answer();
  };
  request.on('error', answerOnce);
  request.on('close', answerOnce);
  request.on('end', answerOnce);
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_DISCARDED_BYTES) return;
    answerOnce();
    request.destroy();
  });
};

const collect = (request: IncomingMessage, done: (body: RawBody) => void, limit: number): void => {
  let first: Buffer | null = null;
  let rest: Buffer[] | null = null;
  let size = 0;
  let finished = false;
  let isDiscarding = false;
  const finish = (body: RawBody): void => {
    if (finished) return;
    finished = true;
    done(body);
  };
  request.on('data', (chunk: Buffer) => {
    if (finished || isDiscarding) return;
    size += chunk.length;
    if (size > limit) {
      first = rest = null;
      isDiscarding = true;
      return discard(request, size, () => finish({ kind: 'too_large' }));
    }
    // Most bodies come in one piece, which then needs no copy.
    if (first === null) first = chunk;
    else (rest ??= [first]).push(chunk);
  });
  const finishWhole = (): void => {
    if (isDiscarding) return;
    finish({ kind: 'read', bytes: rest === null ? (first ?? Buffer.alloc(0)) : Buffer.concat(rest, size) });
  };
  request.on('end', finishWhole);
  request.on('error', () => finish({ kind: 'aborted' }));
  request.on('close', () => finish({ kind: 'aborted' }));
};
