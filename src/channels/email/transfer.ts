import type { HandOver, HandOverRequest } from './hand-over.ts';
import type { SmtpFailure } from './smtp-failure.ts';
import type { Lease, SmtpPool } from './smtp-pool.ts';

/** One hand-over; a second one, on a new connection, when a reused one was closed before anything was asked of us. */
export const transfer = async (
  pool: SmtpPool,
  request: HandOverRequest,
  onlyFresh = false,
): Promise<HandOver> => {
  const leased = await pool.lease(onlyFresh);
  if (leased.kind === 'failed') return leased;
  let wasAsked = false;
  const beforeDot = (): Promise<boolean> => {
    wasAsked = true;
    return request.beforeDot();
  };
  const outcome = await sendOver(leased.lease, { ...request, beforeDot });
  const mayBeStale =
    outcome.kind === 'failed' && !leased.lease.isFresh && !wasAsked && isStale(outcome.failure);
  return mayBeStale ? transfer(pool, request, true) : outcome;
};

const sendOver = async (lease: Lease, request: HandOverRequest): Promise<HandOver> => {
  let isGood = false;
  try {
    const outcome = await lease.session.send(request);
    isGood = outcome.kind === 'accepted';
    return outcome;
  } finally {
    lease.release(isGood);
  }
};

/** Hung up or told to go away: what servers do to a connection that stood idle or carried enough. */
const isStale = ({ error }: SmtpFailure): boolean =>
  error.responseCode === undefined || error.responseCode === 421;
