import { and, eq } from 'drizzle-orm';
import type { MessageId, StoreId } from '../core/words/ids.ts';
import type { HandWrittenTexts } from '../ports/store/hand-written.ts';
import type { Engine } from './engine.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createHandWritten = ({ db, prepare, tables: { handWritten } }: Engine): HandWrittenTexts => {
  const insert = prepare('handWritten.written', (slot: Slots<Row<'handWritten'>>) =>
    db.insert(handWritten).values(rowSlots(handWritten, slot)),
  );
  const find = prepare('handWritten.find', (slot: Slots<{ messageId: MessageId }>) =>
    db.select().from(handWritten).where(eq(handWritten.messageId, slot.messageId)),
  );
  const byRequest = prepare(
    'handWritten.byRequest',
    (slot: Slots<{ storeId: StoreId; requestKey: string }>) =>
      db
        .select()
        .from(handWritten)
        .where(and(eq(handWritten.storeId, slot.storeId), eq(handWritten.requestKey, slot.requestKey))),
  );
  return {
    written: (text) => insert.write(text),
    find: (messageId) => find.first({ messageId }),
    byRequest: (storeId, requestKey) => byRequest.first({ storeId, requestKey }),
  };
};
