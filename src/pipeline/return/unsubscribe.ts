import { emailKey } from '../../core/cart/contact.ts';
import type { Link } from '../../core/message/link.ts';
import { maskEmail } from '../../core/privacy/mask.ts';
import { newId } from '../../core/words/ids.ts';
import type { RandomBytes } from '../../core/words/ids.ts';
import type { Language } from '../../core/words/vocabulary.ts';
import type { Log } from '../../ports/log.ts';
import type { Carts } from '../../ports/store/carts.ts';
import type { Links } from '../../ports/store/links.ts';
import type { Reconsider } from '../../ports/store/reconsider.ts';
import type { ConnectedStore, Stores } from '../../ports/store/stores.ts';
import type { NewSuppression, Suppressions } from '../../ports/store/suppressions.ts';
import type { Timeline } from '../../ports/store/timeline.ts';
import type { Commit, Write } from '../../ports/store/write.ts';
import type { FindLink } from './find-link.ts';
import type { RecordVisit } from './record-visit.ts';
import { readerLanguage } from './return-link.ts';
import type { LinkRequest } from './return-link.ts';

export type UnsubscribeParts = {
  readonly findLink: FindLink;
  readonly recordVisit: RecordVisit;
  readonly stores: Pick<Stores, 'find'>;
  readonly carts: Pick<Carts, 'byIds'>;
  readonly links: Pick<Links, 'addressee'>;
  readonly suppressions: Pick<Suppressions, 'prepare' | 'findByKeys'>;
  readonly timeline: Pick<Timeline, 'appended'>;
  readonly reconsider: Reconsider;
  readonly commit: Commit;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
};

export type UnsubscribeOutcome =
  /** Answer 404 with a plain page. */
  | { readonly kind: 'not_found'; readonly language: Language }
  | {
      readonly kind: 'page';
      readonly page: 'ask' | 'done';
      readonly language: Language;
      readonly storeName: string;
      /** For the reader to recognise; null when it is no longer known. */
      readonly maskedAddress: string | null;
    };

/**
 * Opting out of a store's marketing e-mail by a link. GET changes nothing, since scanners open every link; POST needs
 * no login, no cookie and no second step (RFC 8058), and may come any number of times. The link works as long as it is
 * known, longer than return links do: nobody is to be kept from leaving.
 */
export const createUnsubscribe = (parts: UnsubscribeParts) => ({
  show: async (request: LinkRequest, now: Date): Promise<UnsubscribeOutcome> => {
    const opened = await openLink(request, parts);
    if (opened === null) return notFound(request);
    const { link, store } = opened;
    const { method, userAgent, purpose } = request;
    await parts
      .recordVisit({ link, store, visit: { at: now, method, userAgent, purpose } })
      .catch(() => parts.log.error({ storeId: store.id }, 'visit not recorded'));
    return pageOf(opened, (await isOut(opened, parts)) ? 'done' : 'ask');
  },

  unsubscribe: async (
    request: Pick<LinkRequest, 'token' | 'acceptLanguage'>,
    now: Date,
  ): Promise<UnsubscribeOutcome> => {
    const opened = await openLink(request, parts);
    if (opened === null) return notFound(request);
    if (opened.key !== null) await suppress(opened, opened.key, { now, parts });
    return pageOf(opened, 'done');
  },
});

type Opened = {
  readonly link: Link;
  readonly store: ConnectedStore;
  readonly language: Language;
  readonly address: string | null;
  readonly key: string | null;
};

const openLink = async (
  request: Pick<LinkRequest, 'token' | 'acceptLanguage'>,
  { findLink, stores, carts, links }: UnsubscribeParts,
): Promise<Opened | null> => {
  const link = await findLink(request.token);
  const store = link === null ? null : await stores.find(link.storeId);
  if (link?.kind !== 'unsubscribe' || store === null) return null;
  const [cart] = await carts.byIds(link.storeId, [link.cartId]);
  const address = await links.addressee(link);
  const language = readerLanguage(request, cart ?? null, store);
  return { link, store, language, address, key: emailKey(address) };
};

const notFound = (request: Pick<LinkRequest, 'acceptLanguage'>): UnsubscribeOutcome => ({
  kind: 'not_found',
  language: readerLanguage(request, null, null),
});

const pageOf = ({ store, language, address }: Opened, page: 'ask' | 'done'): UnsubscribeOutcome => ({
  kind: 'page',
  page,
  language,
  storeName: store.name,
  maskedAddress: address === null ? null : maskEmail(address),
});

const isOut = async ({ store, key }: Opened, { suppressions }: UnsubscribeParts): Promise<boolean> => {
  const known = key === null ? [] : await suppressions.findByKeys(store.id, [key]);
  return known.some(({ channel }) => channel === 'email' || channel === 'all');
};

/** Twice is once: the second time there is nothing to write, and nothing is told again. */
const suppress = async (
  { link, store, address }: Opened,
  key: string,
  { now, parts }: { readonly now: Date; readonly parts: UnsubscribeParts },
): Promise<void> => {
  const optOut: NewSuppression = {
    key,
    channel: 'email',
    purpose: 'marketing',
    at: now,
    source: 'unsubscribe_link',
    hint: maskEmail(address ?? ''),
  };
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const { writes } = await parts.suppressions.prepare(store.id, optOut);
    if (writes.length === 0) return;
    const outcome = await parts.commit([
      ...writes,
      storyOf(link, now, parts),
      ...lookAgain(link, now, parts),
    ]);
    if (outcome === 'committed') return;
  }
  throw new Error('an opt-out met conflicts without end');
};

const MOST_ATTEMPTS = 10;

const storyOf = (link: Link, now: Date, { timeline, randomBytes }: UnsubscribeParts): Write =>
  timeline.appended({
    id: newId(now, randomBytes),
    storeId: link.storeId,
    cartId: link.cartId,
    at: now,
    kind: 'unsubscribed',
    reason: null,
    facts: { channel: 'email', purpose: 'marketing', source: 'unsubscribe_link' },
  });

const lookAgain = (link: Link, now: Date, { reconsider }: UnsubscribeParts): readonly Write[] =>
  reconsider({
    storeId: link.storeId,
    cartIds: [link.cartId],
    shopperIds: link.shopperId === null ? [] : [link.shopperId],
    at: now,
  });
