import type { ParseArgsConfig } from 'node:util';

/** One command of `retorno`. Its words come first on the line: `store add`, `deliveries replay`. */
export type Command = {
  readonly words: readonly string[];
  /** What follows the words, as shown in the help. */
  readonly usage: string;
  readonly summary: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  readonly run: (input: CommandInput) => Promise<CommandResult>;
};

export type CommandInput = {
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly positionals: readonly string[];
};

export type CommandResult =
  /** `data` is printed as one JSON document with `--json`, `text` without. */
  | { readonly kind: 'done'; readonly data: unknown; readonly text: string; readonly failed?: boolean }
  /** Something is wrong with the world: exit code 1. */
  | { readonly kind: 'failed'; readonly message: string }
  /** Something is wrong with the line that was typed: exit code 2. */
  | { readonly kind: 'wrong_use'; readonly message: string };

export const done = (data: unknown, text: string): CommandResult => ({ kind: 'done', data, text });
export const failed = (message: string): CommandResult => ({ kind: 'failed', message });
export const wrongUse = (message: string): CommandResult => ({ kind: 'wrong_use', message });

/** A text option; empty counts as absent. */
export const textOf = (input: CommandInput, name: string): string | null => {
  const value = input.values[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
};
