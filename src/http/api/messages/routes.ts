import type { CartId, MessageId } from '../../../core/words/ids.ts';
import type { Store } from '../../../ports/store/store.ts';
import { LIST_MESSAGES } from '../../contract/messages.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { BAD_CURSOR, cutPage, readIdCursor, writeCursor } from '../cursor.ts';
import { readInstant } from '../write.ts';
import { presentMessage } from './present.ts';

export type MessageRouteParts = { readonly reader: Pick<Store['reader'], 'messageList'> };

export const messageRoutes = ({ reader }: MessageRouteParts): readonly Bound[] => [
  bind(LIST_MESSAGES, async ({ storeId, query }) => {
    const before = readIdCursor(query.cursor);
    if (before === null) return refuse(BAD_CURSOR);
    const found = await reader.messageList.page({
      storeId,
      states: query.state ?? null,
      cartId: (query.cartId as CartId | undefined) ?? null,
      channel: query.channel ?? null,
      from: readInstant(query.from),
      to: readInstant(query.to),
      before: (before as MessageId | undefined) ?? null,
      limit: query.limit + 1,
    });
    const { shown, next } = cutPage(found, query.limit, ({ id }) => writeCursor([id]));
    return done({ items: shown.map(presentMessage), next });
  }),
];
