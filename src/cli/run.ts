import { parseArgs } from 'node:util';
import type { Command, CommandInput, CommandResult } from './command.ts';

export type Terminal = {
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
};

/**
 * Runs one line of the command line and answers its exit code: 0, 1 (it failed) or 2 (wrong use). With `--json`
 * stdout holds one JSON document and nothing else; errors go to stderr.
 */
export const runLine = async (
  line: readonly string[],
  commands: readonly Command[],
  terminal: Terminal,
): Promise<number> => {
  const asJson = line.includes('--json');
  const words = line.filter((word) => word !== '--json');
  if (words.length === 0 || words[0] === 'help' || words.includes('--help')) {
    terminal.print(helpText(commands));
    return 0;
  }
  const command = findCommand(words, commands);
  if (command === undefined) {
    terminal.printError(`unknown command: ${words.join(' ')}\n\n${helpText(commands)}`);
    return 2;
  }
  const parsed = parseLine(command, words.slice(command.words.length));
  const result: CommandResult =
    parsed.kind === 'parsed'
      ? await command.run(parsed.input)
      : { kind: 'wrong_use', message: parsed.message };
  return report(result, { asJson, terminal, command });
};

const findCommand = (words: readonly string[], commands: readonly Command[]): Command | undefined =>
  commands.find((command) => command.words.every((word, place) => words[place] === word));

type ParsedLine =
  | { readonly kind: 'parsed'; readonly input: CommandInput }
  | { readonly kind: 'wrong'; readonly message: string };

const parseLine = (command: Command, rest: readonly string[]): ParsedLine => {
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: command.options,
      allowPositionals: true,
    });
    return { kind: 'parsed', input: { values: values as CommandInput['values'], positionals } };
  } catch (error) {
    return { kind: 'wrong', message: error instanceof Error ? error.message : String(error) };
  }
};

type Reporting = { readonly asJson: boolean; readonly terminal: Terminal; readonly command: Command };

const report = (result: CommandResult, { asJson, terminal, command }: Reporting): number => {
  switch (result.kind) {
    case 'done': {
      if (asJson) terminal.print(JSON.stringify(result.data));
      else if (result.text !== '') terminal.print(result.text);
      return result.failed === true ? 1 : 0;
    }
    case 'failed': {
      terminal.printError(result.message);
      return 1;
    }
    case 'wrong_use': {
      terminal.printError(`${result.message}\nusage: ${usageLine(command)}`);
      return 2;
    }
  }
};

const usageLine = (command: Command): string =>
  `retorno ${command.words.join(' ')} ${command.usage}`.trimEnd();

const helpText = (commands: readonly Command[]): string =>
  [
    'retorno: abandoned-cart recovery',
    '',
    ...commands.map((command) => `  ${usageLine(command)}\n      ${command.summary}`),
  ].join('\n');
