/** Makes tables whose columns carry the snake_case of their keys: `lastActivityAt` is `last_activity_at`. */
export const withSnakeNames = <MakeTable>(makeTable: MakeTable): MakeTable =>
  ((name: string, columns: Record<string, Nameable>, extras: unknown) => {
    for (const [key, builder] of Object.entries(columns)) builder.setName(snakeCase(key));
    return (makeTable as (...given: unknown[]) => unknown)(name, columns, extras);
  }) as MakeTable;

/** drizzle's column builders keep this method out of their types; it names only what has no name yet. */
type Nameable = { readonly setName: (name: string) => void };

const snakeCase = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
