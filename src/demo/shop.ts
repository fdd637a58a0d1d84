import type { Books } from './books.ts';
import type { Dice } from './dice.ts';
import { asHtml, asJson, asRedirect, serveLoopback, type Reply } from './loopback-server.ts';
import type { Asked, Door, PlatformSide, SideParts } from './platform-side.ts';
import type { Postman } from './postman.ts';
import type { ShopFacts } from './shop-facts.ts';
import { showSite, type Shown, type SiteParts } from './shop-site.ts';
import { createTill, type Till } from './till.ts';

/** A sandbox shop: pages for people, the API of its platform, and a till that tells what happens. */
export type Shop = {
  readonly facts: ShopFacts;
  readonly url: string;
  readonly till: Till;
  /** From then on it can tell what happens. */
  readonly connect: (door: Door) => void;
  readonly close: () => Promise<void>;
};

export type ShopParts = {
  readonly facts: ShopFacts;
  readonly sideOf: (parts: SideParts) => PlatformSide;
  readonly post: Postman;
  readonly dice: Dice;
  readonly now: () => Date;
};

export const openShop = async ({ facts, sideOf, post, dice, now }: ShopParts): Promise<Shop> => {
  const books: Books = { carts: new Map(), orders: new Map() };
  const held: { door: Door | null; rooms: Rooms | null } = { door: null, rooms: null };
  const server = await serveLoopback(async (asked) =>
    held.rooms === null ? asHtml(503, '') : answer(held.rooms, asked),
  );
  const side = sideOf({ shop: facts, url: server.url, dice, now });
  const door = (): Door => {
    if (held.door === null) throw new Error('the shop is not connected yet');
    return held.door;
  };
  const till = createTill({ books, side, door, post, dice, now });
  held.rooms = { side, shop: facts, url: server.url, books, till };
  return {
    facts,
    url: server.url,
    till,
    connect: (given) => {
      held.door = given;
    },
    close: server.close,
  };
};

type Rooms = SiteParts & { readonly side: PlatformSide };

const answer = async (rooms: Rooms, asked: Asked): Promise<Reply> => {
  const answered = rooms.side.answer(asked, rooms.books);
  if (answered !== null) return asJson(answered.status, answered.body, answered.headers);
  return replyOf(await showSite(rooms, asked));
};

const replyOf = (shown: Shown): Reply => {
  switch (shown.kind) {
    case 'page':
      return asHtml(shown.status, shown.html);
    case 'goTo':
      return asRedirect(shown.path);
    case 'picture':
      return {
        status: 200,
        headers: {
          'content-type': 'image/svg+xml',
          'cache-control': 'public, max-age=86400',
          'cross-origin-resource-policy': 'cross-origin',
        },
        body: shown.svg,
      };
  }
};
