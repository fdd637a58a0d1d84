import type { ContactId } from '../../../core/words/ids.ts';
import type { Store } from '../../../ports/store/store.ts';
import type { TaskPosition } from '../../../ports/store/tasks.ts';
import { LIST_TASKS } from '../../contract/tasks.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { presentShopper } from '../carts/present.ts';
import { BAD_CURSOR, cutPage, readCursor, writeCursor } from '../cursor.ts';
import { readInstant, writeInstant, writeMoneyJson } from '../write.ts';

export type TaskRouteParts = {
  readonly reader: Pick<Store['reader'], 'tasks' | 'cartViews'>;
  readonly now: () => Date;
};

export const taskRoutes = ({ reader, now }: TaskRouteParts): readonly Bound[] => [
  bind(LIST_TASKS, async ({ storeId, query }) => {
    const after = readPosition(query.cursor);
    if (after === 'bad') return refuse(BAD_CURSOR);
    const dueBefore = readInstant(query.dueBefore) ?? now();
    const found = await reader.tasks.page({ storeId, dueBefore, after, limit: query.limit + 1 });
    const { shown, next } = cutPage(found, query.limit, ({ position }) =>
      writeCursor([position.value, position.id]),
    );
    const views = await reader.cartViews.byIds(
      storeId,
      shown.map(({ cartId }) => cartId),
    );
    const byId = new Map(views.map((view) => [view.id, view]));
    const items = shown.flatMap((task) => {
      const view = byId.get(task.cartId);
      // Read a moment later: the cart may be gone by then.
      if (view === undefined) return [];
      const { id, cartId, notes, total } = task;
      const dueAt = writeInstant(task.dueAt);
      const money = total === null ? null : writeMoneyJson(total);
      return [{ id, cartId, shopper: presentShopper(view), dueAt, notes, total: money }];
    });
    return done({ items, next });
  }),
];

const readPosition = (cursor: string | undefined): TaskPosition | null | 'bad' => {
  if (cursor === undefined) return null;
  const [value, id] = readCursor(cursor) ?? [];
  const isOurs = typeof value === 'number' && typeof id === 'string' && !id.includes('\0');
  return isOurs ? { value, id: id as ContactId } : 'bad';
};
