import { objectOf } from '../../src/core/words/tolerant.ts';
import type { AdapterContext, ProbeResult } from '../../src/ports/adapter.ts';
import type { Answer, Ask } from './api.ts';
import { inLanguage, storeBody } from './payloads.ts';

/** Asks for the store itself: proof that the token works. */
export const createProbe =
  (ask: Ask) =>
  async (context: AdapterContext): Promise<ProbeResult> => {
    const answer = await ask('store', {}, context);
    if (answer.kind !== 'answered') return { ok: false, reason: refusal(answer) };
    const store = objectOf(storeBody).parse(answer.data);
    if (store === null) return { ok: false, reason: 'Nuvemshop told nothing of the store' };
    const domain = store.domains[0] ?? store.original_domain;
    const address = `https://${domain}`;
    return {
      ok: true,
      currency: store.main_currency,
      timeZone: ZONES.get(store.country ?? '') ?? null,
      name: inLanguage(store.name, store.main_language),
      country: store.country,
      locale: localeOf(store.main_language, store.country),
      url: domain !== null && /^[\w.-]{3,253}$/.test(domain) && URL.canParse(address) ? address : null,
    };
  };

const refusal = (answer: Exclude<Answer, { kind: 'answered' }>): string => {
  switch (answer.kind) {
    case 'unauthorized':
      return 'Nuvemshop refuses the access token';
    case 'paused':
      return 'the store is paused at Nuvemshop (402)';
    case 'rate_limited':
      return 'Nuvemshop asks for patience';
    case 'not_found':
      return 'Nuvemshop has no such store';
    case 'unavailable':
      return answer.reason;
  }
};

/** The platform tells no zone: that of most of its country's people. The merchant may change it. */
const ZONES: ReadonlyMap<string, string> = new Map([
  ['BR', 'America/Sao_Paulo'],
  ['AR', 'America/Argentina/Buenos_Aires'],
  ['MX', 'America/Mexico_City'],
  ['CL', 'America/Santiago'],
  ['CO', 'America/Bogota'],
  ['PE', 'America/Lima'],
  ['UY', 'America/Montevideo'],
]);

const localeOf = (language: string | null, country: string | null): string | null =>
  language === null || country === null || language.includes('-') ? language : `${language}-${country}`;
