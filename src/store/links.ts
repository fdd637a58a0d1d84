import { and, eq, ne } from 'drizzle-orm';
import { newLink } from '../core/message/link.ts';
import type { MessageId, ShopperId, StoreId } from '../core/words/ids.ts';
import type { Links } from '../ports/store/links.ts';
import type { Engine } from './engine.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createLinks = ({ db, tables: { links, messages, shoppers }, prepare }: Engine): Links => {
  const insert = prepare('links.insert', (slot: Slots<Row<'links'>>) =>
    db.insert(links).values(rowSlots(links, slot)),
  );
  const findByHash = prepare('links.findByHash', (slot: Slots<{ tokenHash: string }>) =>
    db.select().from(links).where(eq(links.tokenHash, slot.tokenHash)),
  );
  const messageAddress = prepare(
    'links.messageAddress',
    (slot: Slots<{ storeId: StoreId; messageId: MessageId }>) =>
      db
        .select({ address: messages.toAddress })
        .from(messages)
        .where(
          and(
            eq(messages.id, slot.messageId),
            eq(messages.storeId, slot.storeId),
            // That went to the shop's own program, which is nobody's address.
            ne(messages.channel, 'webhook'),
          ),
        ),
  );
  const shopperAddress = prepare(
    'links.shopperAddress',
    (slot: Slots<{ storeId: StoreId; shopperId: ShopperId }>) =>
      db
        .select({ address: shoppers.email })
        .from(shoppers)
        .where(and(eq(shoppers.id, slot.shopperId), eq(shoppers.storeId, slot.storeId))),
  );

  return {
    create: (facts, at) => {
      const { token, link } = newLink(facts, at);
      return { token, write: insert.write(link, { expect: 1 }) };
    },
    findByHash: (tokenHash) => findByHash.first({ tokenHash }),
    addressee: async ({ storeId, messageId, shopperId }) => {
      const sent = messageId === null ? null : await messageAddress.first({ storeId, messageId });
      if (sent?.address) return sent.address;
      const known = shopperId === null ? null : await shopperAddress.first({ storeId, shopperId });
      return known?.address ?? null;
    },
  };
};
