import { invalidInput, type Problem } from '../problem.ts';

/** Where a page ended, opaque outside. It carries no right: whatever is in it, only the own store is looked at. */
export const writeCursor = (parts: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

/** Null when it is not one of ours. */
export const readCursor = (cursor: string): readonly unknown[] | null => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : null;
  } catch {
    return null;
  }
};

/** A cursor of one id: undefined was left out, null is none of ours. */
export const readIdCursor = (cursor: string | undefined): string | null | undefined => {
  if (cursor === undefined) return undefined;
  const [id] = readCursor(cursor) ?? [];
  return typeof id === 'string' && id !== '' && !id.includes('\0') ? id : null;
};

export const BAD_CURSOR: Problem = invalidInput(400, [
  { path: 'cursor', message: 'is not a cursor of this list' },
]);

/** One more than asked for was read: whether there is a next page, and the items of this one. */
export const cutPage = <Item>(items: readonly Item[], limit: number, cursorOf: (last: Item) => string) => {
  const shown = items.slice(0, limit);
  const last = shown.at(-1);
  return { shown, next: items.length > limit && last !== undefined ? cursorOf(last) : null };
};
