import { newId } from '../core/words/ids.ts';
import { describeDiscrepancy } from '../pipeline/orders/discrepancy-words.ts';
import { failed, textOf, wrongUse, type Command } from './command.ts';
import { withStore } from './named-store.ts';
import type { InOffice } from './office.ts';

export const reconcile = (inOffice: InOffice): Command => ({
  words: ['reconcile'],
  usage: '--store ID --from … --to … [--repair]',
  summary: 'compares the platform’s orders with ours and says why one was missing',
  options: {
    store: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    repair: { type: 'boolean' },
  },
  run: (input) =>
    inOffice((office) =>
      withStore(input, office, async ({ id }) => {
        const from = instantOf(textOf(input, 'from'));
        const to = instantOf(textOf(input, 'to')) ?? office.now();
        if (from === null || from >= to) return wrongUse('--from and --to are instants, the earlier first');
        const report = await office.reconcile({
          storeId: id,
          from,
          to,
          repair: input.values['repair'] === true,
        });
        if (report.kind === 'failed' && report.discrepancies.length === 0) return failed(report.reason);
        const discrepancies = report.discrepancies.map((item) => ({
          ...item,
          text: describeDiscrepancy(item, 'en'),
        }));
        const lines = discrepancies.map(
          ({ orderId, text, repaired }) => `${orderId}  ${text}${repaired ? ' (repaired)' : ''}`,
        );
        return {
          kind: 'done',
          data: { id: newId(office.now(), office.randomBytes), state: report.kind, discrepancies },
          text: lines.length === 0 ? 'no discrepancies' : lines.join('\n'),
          failed: report.kind === 'failed',
        };
      }),
    ),
});

const instantOf = (text: string | null): Date | null => {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at);
};
