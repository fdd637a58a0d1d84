import { z } from 'zod';
import { flag, id, listOf, objectOf, text, webAddress } from '../../src/core/words/tolerant.ts';
import type { AdapterContext, ProductCard, ProductsRead } from '../../src/ports/adapter.ts';
import type { AccessTokens } from './access.ts';
import { ask } from './graphql.ts';
import { PRODUCTS } from './queries.ts';

/** Twenty products of twenty variants stay under the points one query may cost. */
const PER_QUERY = 20;

/** Pictures, pages and stock, which Shopify's checkouts do not carry. Products that cannot be read are left out. */
export const createProducts =
  (tokens: AccessTokens) =>
  async (ids: readonly string[], context: AdapterContext): Promise<ProductsRead> => {
    const wanted = [...new Set(ids.filter((one) => /^\d{1,20}$/.test(one)))];
    const cards: ProductCard[] = [];
    for (let start = 0; start < wanted.length; start += PER_QUERY) {
      const gids = wanted.slice(start, start + PER_QUERY).map((one) => `gid://shopify/Product/${one}`);
      const answer = await ask({ query: PRODUCTS, variables: { ids: gids } }, context, tokens);
      if (answer.kind !== 'answered') return { cards, isComplete: false };
      cards.push(...listOf(product).parse(answer.data['nodes']).flatMap(cardOf));
    }
    return { cards, isComplete: true };
  };

const product = z.object({
  legacyResourceId: id,
  onlineStoreUrl: webAddress,
  status: text,
  featuredMedia: objectOf(
    z.object({ preview: objectOf(z.object({ image: objectOf(z.object({ url: webAddress })) })) }),
  ),
  variantsCount: objectOf(
    z.object({
      count: z
        .unknown()
        .optional()
        .transform((value) => (typeof value === 'number' ? value : null)),
    }),
  ),
  variants: objectOf(z.object({ nodes: listOf(z.object({ availableForSale: flag })) })),
});

const cardOf = (body: z.infer<typeof product>): ProductCard[] => {
  if (body.legacyResourceId === null) return [];
  const imageUrl = body.featuredMedia?.preview?.image?.url ?? null;
  return [
    { productId: body.legacyResourceId, imageUrl, url: body.onlineStoreUrl, available: availability(body) },
  ];
};

/** Null where the variants that were read are sold out and there are more of them. */
const availability = ({ status, variants, variantsCount }: z.infer<typeof product>): boolean | null => {
  if (status !== null && status !== 'ACTIVE') return false;
  const read = variants?.nodes ?? [];
  if (read.some(({ availableForSale }) => availableForSale === true)) return true;
  return read.length > 0 && (variantsCount?.count ?? Infinity) <= read.length ? false : null;
};
