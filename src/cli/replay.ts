import { replayNotes } from '../core/decide/words/replay-notes.ts';
import { FLOW_KINDS } from '../core/words/vocabulary.ts';
import type { Replayed } from '../pipeline/reminders/replay.ts';
import {
  done,
  failed,
  textOf,
  wrongUse,
  type Command,
  type CommandInput,
  type CommandResult,
} from './command.ts';
import { withStore } from './named-store.ts';
import type { InOffice } from './office.ts';

export const replay = (inOffice: InOffice): Command => ({
  words: ['replay'],
  usage:
    '--store ID --flow abandoned_cart --from … --to … [--set abandonedAfter=PT30M] [--set steps.0.delay=PT30M]',
  summary: 'lives a past period through with other settings, and sends nothing',
  options: {
    store: { type: 'string' },
    flow: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    set: { type: 'string', multiple: true },
  },
  run: (input) =>
    inOffice((office) =>
      withStore(input, office, async ({ id: storeId }) => {
        const kind = FLOW_KINDS.find((known) => known === (textOf(input, 'flow') ?? 'abandoned_cart'));
        if (kind === undefined) return wrongUse(`--flow is one of ${FLOW_KINDS.join(', ')}`);
        const [from, to] = [instantOf(textOf(input, 'from')), instantOf(textOf(input, 'to')) ?? office.now()];
        if (from === null || from >= to) return wrongUse('--from and --to are instants, the earlier first');
        const changes = changesOf(input);
        if (changes === null) return wrongUse('--set is a name and a value: --set steps.0.delay=PT30M');
        return tell(await office.replay({ storeId, kind, from, to, changes }));
      }),
    ),
});

const instantOf = (text: string | null): Date | null => {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at);
};

/** What follows the first `=` is JSON where it reads as such (`null`, lists, objects), else a text. */
const changesOf = ({ values }: CommandInput): Readonly<Record<string, unknown>> | null => {
  const given = values['set'];
  const pairs = (Array.isArray(given) ? given : []).map((pair: string) => /^([^=]+)=(.*)$/s.exec(pair));
  return pairs.includes(null)
    ? null
    : Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', valueOf(pair?.[2] ?? '')]));
};

const valueOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

const tell = (replayed: Replayed): CommandResult => {
  switch (replayed.kind) {
    case 'unknown_store':
      return failed('this store has no such flow');
    case 'not_replayable':
      return wrongUse('only abandoned_cart can be replayed');
    case 'invalid':
      return wrongUse(replayed.errors.map(({ path, message }) => `--set ${path}: ${message}`).join('\n'));
    case 'done': {
      const { before, after, byDay, carts } = replayed;
      const notes = replayNotes('en');
      return done(
        { before, after, byDay, carts, notes },
        [
          `${carts} past carts`,
          `as it is:   ${before.messages} messages, ${before.toBuyers} of them to shoppers who bought within 7 days`,
          `as changed: ${after.messages} messages, ${after.toBuyers} of them to shoppers who bought within 7 days`,
          ...byDay.map((day) => `  ${day.day}  ${day.before.messages} → ${day.after.messages}`),
          ...notes.map(({ text }) => `(${text})`),
        ].join('\n'),
      );
    }
    default:
      return replayed satisfies never;
  }
};
