import type { CartObservation, OrderObservation } from '../../src/core/cart/observation.ts';
import type { Listing } from '../../src/ports/adapter.ts';

/** A listing to its end. */
export const readAll = async (pages: AsyncIterable<Listing>): Promise<Listing[]> => {
  const read: Listing[] = [];
  for await (const page of pages) read.push(page);
  return read;
};

/** What carts and orders of a listing are called by their platform. */
export const idsIn = (pages: readonly Listing[]): string[] =>
  pages.flatMap((page) =>
    page.kind === 'page'
      ? page.observations.map((one) => (one as CartObservation | OrderObservation).externalId)
      : [],
  );
