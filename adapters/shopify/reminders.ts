import { z } from 'zod';
import { instant, listOf, objectOf, text, webAddress } from '../../src/core/words/tolerant.ts';
import type { AdapterContext } from '../../src/ports/adapter.ts';
import type { PlatformReminders } from '../../src/ports/platform-work.ts';
import type { AccessTokens } from './access.ts';
import { cartTokenIn } from './cart.ts';
import type { NoAnswer } from './exchange.ts';
import { ask } from './graphql.ts';
import { pageIn } from './pages.ts';
import { ABANDONMENT, MAILED_CHECKOUTS } from './queries.ts';

/** Fifty checkouts a page; more of them lie further back than anything that is still to be sent. */
const MOST_PAGES = 10;

/**
 * Shopify's own mail about an abandoned checkout: the list says which checkouts got one, the abandonment when. Where
 * it does not say when, the mail counts as sent when it was first seen, which holds ours back for longer.
 */
export const createReminders = (tokens: AccessTokens): PlatformReminders => ({
  sentSince: async ({ since, cartIds, aliases = {} }, context) => {
    const cartOf = new Map(
      cartIds.flatMap((cartId) =>
        [cartId, ...(aliases[cartId] ?? [])].map((name) => [name, cartId] as const),
      ),
    );
    const mailed = await mailedSince(since, context, tokens);
    if (mailed.kind !== 'found') return mailed;
    const sent: { cartId: string; at: Date }[] = [];
    for (const checkout of mailed.checkouts) {
      const cartId = namesOf(checkout)
        .map((name) => cartOf.get(name))
        .find((id) => id !== undefined);
      if (cartId === undefined || checkout.id === null) continue;
      const at = await sentAt(checkout.id, context, tokens);
      if (at.kind !== 'told') return at;
      if (at.at >= since) sent.push({ cartId, at: at.at });
    }
    return { kind: 'told', sent };
  },
});

type Checkout = z.infer<typeof checkout>;

/** The list knows neither token nor cart token, but the recover link holds the latter. */
const namesOf = ({ name, abandonedCheckoutUrl }: Checkout): string[] =>
  [name, cartTokenIn(abandonedCheckoutUrl)].filter((one) => one !== null);

type Found = { readonly kind: 'found'; readonly checkouts: readonly Checkout[] } | NoAnswer;

const mailedSince = async (since: Date, context: AdapterContext, tokens: AccessTokens): Promise<Found> => {
  const checkouts: Checkout[] = [];
  const query = `email_state:sent created_at:>='${since.toISOString()}'`;
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await ask({ query: MAILED_CHECKOUTS, variables: { query, after } }, context, tokens);
    if (answer.kind !== 'answered') return answer;
    const read = pageIn(answer.data['abandonedCheckouts']);
    if (read === null) return { kind: 'unavailable', reason: 'Shopify told no abandoned checkouts' };
    checkouts.push(...listOf(checkout).parse(read.nodes));
    after = read.next;
    if (after === null) break;
  }
  return { kind: 'found', checkouts };
};

const sentAt = async (
  checkoutId: string,
  context: AdapterContext,
  tokens: AccessTokens,
): Promise<{ readonly kind: 'told'; readonly at: Date } | NoAnswer> => {
  const answer = await ask({ query: ABANDONMENT, variables: { id: checkoutId } }, context, tokens);
  if (answer.kind !== 'answered') return answer;
  const told = objectOf(abandonment).parse(answer.data['abandonmentByAbandonedCheckoutId']);
  return { kind: 'told', at: told?.emailSentAt ?? context.now() };
};

const checkout = z.object({ id: text, name: text, abandonedCheckoutUrl: webAddress });

const abandonment = z.object({ emailSentAt: instant });
