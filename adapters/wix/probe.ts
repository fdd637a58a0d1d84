import { z } from 'zod';
import {
  country,
  currency,
  locale,
  objectOf,
  text,
  webAddress,
  words,
} from '../../src/core/words/tolerant.ts';
import type { AdapterContext, ProbeResult } from '../../src/ports/adapter.ts';
import { type Ask, refusalOf } from './api.ts';

/** Asks for the site's properties: proof that the app's secret and the instance are right. */
export const createProbe =
  (ask: Ask) =>
  async (context: AdapterContext): Promise<ProbeResult> => {
    const answer = await ask({ method: 'GET', path: '/site-properties/v4/properties' }, context);
    if (answer.kind !== 'answered') return { ok: false, reason: refusalOf(answer) };
    const site = objectOf(properties).parse(answer.data['properties']);
    if (site === null) return { ok: false, reason: 'Wix told nothing of the site' };
    return {
      ok: true,
      currency: site.paymentCurrency,
      timeZone: site.timeZone,
      name: site.siteDisplayName ?? site.businessName,
      country: site.locale?.country ?? site.address?.country ?? null,
      locale: localeOf(site),
      url: await addressOf(ask, context),
    };
  };

const properties = z.object({
  language: locale,
  locale: objectOf(z.object({ languageCode: locale, country })),
  paymentCurrency: currency,
  timeZone: text,
  siteDisplayName: words,
  businessName: words,
  address: objectOf(z.object({ country })),
});

const localeOf = (site: z.infer<typeof properties>): string | null => {
  const language = site.locale?.languageCode ?? site.language;
  const region = site.locale?.country ?? null;
  return language === null || region === null || language.includes('-') ? language : `${language}-${region}`;
};

/** Only the app's instance tells it, and only of a site that was published. */
const addressOf = async (ask: Ask, context: AdapterContext): Promise<string | null> => {
  const answer = await ask({ method: 'GET', path: '/apps/v1/instance' }, context);
  if (answer.kind !== 'answered') return null;
  return (
    objectOf(z.object({ url: webAddress }))
      .parse(answer.data['site'])
      ?.url?.replace(/\/+$/, '') ?? null
  );
};
