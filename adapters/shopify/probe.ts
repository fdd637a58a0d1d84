import { z } from 'zod';
import { currency, listOf, objectOf, text, webAddress, words } from '../../src/core/words/tolerant.ts';
import type { AdapterContext, ProbeResult } from '../../src/ports/adapter.ts';
import type { AccessTokens } from './access.ts';
import { ask } from './graphql.ts';
import { SHOP } from './queries.ts';

/** Asks the shop for its name: proof that the token works. */
export const createProbe =
  (tokens: AccessTokens) =>
  async (context: AdapterContext): Promise<ProbeResult> => {
    const answer = await ask({ query: SHOP, variables: {} }, context, tokens);
    if (answer.kind === 'unauthorized') return { ok: false, reason: 'Shopify refuses the credentials' };
    if (answer.kind === 'rate_limited') return { ok: false, reason: 'Shopify asks for patience' };
    if (answer.kind === 'unavailable') return { ok: false, reason: answer.reason };
    const shop = objectOf(shopBody).parse(answer.data['shop']);
    if (shop === null) return { ok: false, reason: 'Shopify told nothing of the shop' };
    const granted = objectOf(installationBody).parse(answer.data['currentAppInstallation']);
    return {
      ok: true,
      currency: shop.currencyCode,
      timeZone: shop.ianaTimezone,
      name: shop.name,
      country: shop.shopAddress?.countryCodeV2 ?? null,
      url: shop.primaryDomain?.url ?? null,
      scopes: granted === null ? null : granted.accessScopes.flatMap(({ handle }) => handle ?? []),
    };
  };

const shopBody = z.object({
  name: words,
  currencyCode: currency,
  ianaTimezone: text,
  shopAddress: objectOf(z.object({ countryCodeV2: text })),
  primaryDomain: objectOf(z.object({ url: webAddress })),
});

const installationBody = z.object({ accessScopes: listOf(z.object({ handle: text })) });
