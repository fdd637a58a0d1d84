import { z } from 'zod';
import { country, currency, locale, objectOf, text, words } from '../../src/core/words/tolerant.ts';
import { parseExact } from '../../src/core/words/json.ts';
import { unescapeOnce } from '../../src/core/words/entities.ts';
import type { AdapterContext, ProbeResult } from '../../src/ports/adapter.ts';
import { createRest, type Rest } from './rest.ts';

/** Asks the shop for its status: proof that the keys work and may read. The rest of what it tells is welcome. */
export const probe = async (context: AdapterContext): Promise<ProbeResult> => {
  const rest = createRest(context);
  if (rest === null) return { ok: false, reason: 'the store has no address or no keys' };
  const answer = await rest('system_status', { _fields: 'environment,settings' });
  if (answer.kind === 'unauthorized') return { ok: false, reason: 'the shop refuses the keys' };
  if (answer.kind === 'rate_limited') return { ok: false, reason: 'the shop asks for patience' };
  if (answer.kind === 'unavailable') return { ok: false, reason: answer.reason };
  const status = objectOf(statusBody).parse(answer.data);
  if (status === null) return { ok: false, reason: 'the shop answered something that is not WooCommerce' };
  const { settings, environment } = status;
  const [site, home] = await Promise.all([readSite(context), readHome(rest)]);
  return {
    ok: true,
    currency: settings.currency,
    locale: environment.language,
    timeZone: site.timezone_string,
    name: site.name,
    country: home,
  };
};

const statusBody = z.object({
  settings: objectOf(z.object({ currency })).transform((told) => told ?? { currency: null }),
  environment: objectOf(z.object({ language: locale })).transform((told) => told ?? { language: null }),
});

/** WordPress tells its name and its zone to everybody. */
const readSite = async ({ fetch, store }: AdapterContext) => {
  const url = `${store.url}/?rest_route=/&_fields=name,timezone_string`;
  const answer = await fetch({ url, headers: { accept: 'application/json' }, timeoutMs: 10_000 });
  const parsed = answer.kind === 'answered' ? parseExact(answer.body) : null;
  const told = parsed?.kind === 'parsed' ? objectOf(siteBody).parse(parsed.value) : null;
  return told ?? { name: null, timezone_string: null };
};

const siteBody = z.object({
  name: words.transform((name) => (name === null ? null : unescapeOnce(name))),
  // Shops that chose an offset by hand have no zone, and a guess would be wrong half the year.
  timezone_string: text.transform((zone) => (zone !== null && isZone(zone) ? zone : null)),
});

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** `BR:SP`: the country and the state the shop sells from. */
const readHome = async (rest: Rest): Promise<string | null> => {
  const answer = await rest('settings/general/woocommerce_default_country', { _fields: 'value' });
  const read = answer.kind === 'answered' ? homeBody.parse(answer.data) : null;
  return country.parse(read?.value?.split(':')[0] ?? null);
};

const homeBody = objectOf(z.object({ value: text }));
