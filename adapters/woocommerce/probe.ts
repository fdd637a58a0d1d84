import { z } from 'zod';
import { currency, objectOf } from '../../src/core/words/tolerant.ts';
import type { AdapterContext, ProbeResult } from '../../src/ports/adapter.ts';
import { createRest } from './rest.ts';

/** Asks the shop for its status: proof that the keys work and may read. */
export const probe = async (context: AdapterContext): Promise<ProbeResult> => {
  const rest = createRest(context);
  if (rest === null) return { ok: false, reason: 'the store has no address or no keys' };
  const answer = await rest('system_status', { _fields: 'environment.version,settings.currency' });
  if (answer.kind === 'unauthorized') return { ok: false, reason: 'the shop refuses the keys' };
  if (answer.kind === 'rate_limited') return { ok: false, reason: 'the shop asks for patience' };
  if (answer.kind === 'unavailable') return { ok: false, reason: answer.reason };
  const status = objectOf(statusBody).parse(answer.data);
  if (status === null) return { ok: false, reason: 'the shop answered something that is not WooCommerce' };
  return { ok: true, currency: status.settings?.currency ?? null, timeZone: null, name: null };
};

const statusBody = z.object({ settings: objectOf(z.object({ currency })) });
