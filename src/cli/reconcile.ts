import { newId } from '../core/words/ids.ts';
import type { Discrepancy } from '../pipeline/orders/reconcile.ts';
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
        const discrepancies = report.discrepancies.map((item) => ({ ...item, text: describe(item) }));
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

const describe = ({ reason, details }: Discrepancy): string =>
  details === null ? WORDS[reason] : `${WORDS[reason]}: ${details}`;

const WORDS: Readonly<Record<Discrepancy['reason'], string>> = {
  webhook_missing: 'the platform has this order, its webhook never came',
  webhook_forged: 'we were told of this order, the platform does not know it',
  made_in_admin: 'made in the platform’s admin, not in the shop',
  imported: 'older than the connection of the store',
  not_matched: 'it names a cart that we never saw',
  differs: 'the platform says otherwise',
  api_error: 'the platform could not be read',
};
