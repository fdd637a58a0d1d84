import type { CartContents, Line } from './cart.ts';

/** What the platform told of a product when it was asked; all null for one that it does not know. */
export type KnownCard = {
  readonly productId: string;
  readonly imageUrl: string | null;
  readonly url: string | null;
  /** False: no variant can be bought. */
  readonly available: boolean | null;
  readonly seenAt: Date;
};

const FRESH_MS = 6 * 3_600_000;
/** Such carts wait for their goods to come back, which is to be noticed soon. */
const SOLD_OUT_FRESH_MS = 15 * 60_000;

/** Products of which a picture is wanted that the lines themselves do not carry. */
export const picturesWanted = (lines: readonly Line[]): readonly string[] => [
  ...new Set(lines.flatMap(({ productId, imageUrl }) => (imageUrl === null ? (productId ?? []) : []))),
];

/** True when the platform is to be asked again. */
export const isStale = ({ available, seenAt }: Pick<KnownCard, 'available' | 'seenAt'>, now: Date) =>
  now.getTime() - seenAt.getTime() > (available === false ? SOLD_OUT_FRESH_MS : FRESH_MS);

/** Lines as they are shown and decided on: where the cart's own line says nothing, the product's card speaks. */
export const withCards = (
  contents: CartContents,
  cards: ReadonlyMap<string, KnownCard>,
  now: Date,
): CartContents => ({
  ...contents,
  lines: contents.lines.map((line) => withCard(line, cards.get(line.productId ?? ''), now)),
});

/** A picture of yesterday is a picture; stock of yesterday is unknown. */
const withCard = (line: Line, card: KnownCard | undefined, now: Date): Line => {
  if (card === undefined) return line;
  const isFresh = now.getTime() - card.seenAt.getTime() <= FRESH_MS;
  return {
    ...line,
    imageUrl: line.imageUrl ?? card.imageUrl,
    url: line.url ?? card.url,
    available: line.available ?? (isFresh ? card.available : null),
  };
};
