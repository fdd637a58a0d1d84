import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { Adapter } from '../../ports/adapter.ts';
import type { Embedding } from '../../ports/platform-work.ts';
import type { Stores } from '../../ports/store/stores.ts';
import type { AdminFile } from './admin-files.ts';

export type EmbeddingParts = {
  /** Of the platforms that are on. */
  readonly adapters: readonly Pick<Adapter, 'platform' | 'embedding'>[];
  readonly stores: Pick<Stores, 'findByKey'>;
};

/** The admin's page as one platform's frame wants it. */
export type EmbeddedPage = {
  /** Who may frame it, for one store where the platform's frames are per store. Never empty. */
  readonly ancestors: readonly string[];
  /** Where its scripts may come from beside ourselves. */
  readonly scripts: readonly string[];
  readonly dress: (index: AdminFile) => AdminFile;
};

export type FindEmbedded = (query: URLSearchParams) => Promise<EmbeddedPage | null>;

/** How the web names each platform's frame. */
const FRAMES: Readonly<Partial<Record<Platform, string>>> = {
  shopify: 'shopify',
  woocommerce: 'wordpress',
  nuvemshop: 'nuvemshop',
  wix: 'wix',
};

/**
 * In whose frame the admin was opened, by its address. That proves nothing, and nothing but who may frame the page is
 * decided by it: what the page shows comes over the API, which no cookie opens inside a foreign frame.
 */
export const createFindEmbedded = ({ adapters, stores }: EmbeddingParts): FindEmbedded => {
  const doors = adapters.flatMap(({ platform, embedding }) => {
    const frame = FRAMES[platform];
    if (embedding === undefined || frame === undefined) return [];
    return [{ platform, embedding, frame, dress: createDress(frame, embedding.bridge ?? null) }];
  });
  return async (query) => {
    const given = Object.fromEntries(query);
    for (const { platform, embedding, frame, dress } of doors) {
      const storeKey = await openedFor({ platform, embedding, frame, given, stores });
      const ancestors = storeKey === undefined ? [] : embedding.ancestors(storeKey);
      if (ancestors.length > 0) return { ancestors, scripts: scriptsOf(embedding), dress };
    }
    return null;
  };
};

type Opening = {
  readonly platform: Platform;
  readonly embedding: Embedding;
  readonly frame: string;
  readonly given: Readonly<Record<string, string>>;
  readonly stores: EmbeddingParts['stores'];
};

/** The store it was opened for; undefined for a page that stands elsewhere. */
const openedFor = async ({ platform, embedding, frame, given, stores }: Opening) => {
  const named = embedding.opened === undefined ? namedIn(given, frame) : embedding.opened(given)?.storeKey;
  if (named === undefined || named === null || embedding.grant !== undefined) return named;
  // Whoever writes an address could name any origin: only that of a shop we know may frame us. Where the platform
  // installs by itself, the shop is not known yet, and its name alone makes its origin.
  return (await stores.findByKey(platform, named))?.externalKey;
};

const namedIn = (given: Opening['given'], frame: string): string | null | undefined =>
  given['frame'] === frame ? (given['shop'] ?? null) : undefined;

const scriptsOf = ({ bridge }: Embedding): readonly string[] =>
  typeof bridge?.script !== 'string' ? [] : [new URL(bridge.script).origin];

type Bridge = NonNullable<Embedding['bridge']>;

/** Made once for each built page: the bridge is the same for every store. */
const createDress = (frame: string, bridge: Bridge | null): EmbeddedPage['dress'] => {
  const dressed = new WeakMap<AdminFile, AdminFile>();
  const head = headOf(frame, bridge);
  return (index) => {
    const known = dressed.get(index);
    if (known !== undefined) return known;
    const body = Buffer.from(index.body.toString().replace(/<head>/i, (tag) => tag + head));
    let zipped: Promise<Buffer> | null = null;
    const made: AdminFile = { ...index, body, gzipped: () => (zipped ??= compress(body)) };
    dressed.set(index, made);
    return made;
  };
};

const compress = promisify<Buffer, Buffer>(gzip);

/** The platform's script comes before any other, and neither deferred nor asynchronous: it changes what they call. */
const headOf = (frame: string, bridge: Bridge | null): string => {
  const meta = Object.entries({ ...bridge?.meta, 'retorno-frame': frame }).map(
    ([name, content]) => `<meta name="${escape(name)}" content="${escape(content)}" />`,
  );
  const script = typeof bridge?.script !== 'string' ? '' : `<script src="${escape(bridge.script)}"></script>`;
  return meta.join('') + script;
};

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
