import { describeDiscrepancy } from '../pipeline/orders/discrepancy-words.ts';
import { failed, textOf, wrongUse, type Command } from './command.ts';
import { withStore } from './named-store.ts';
import type { InOffice } from './office.ts';

export const reconcile = (inOffice: InOffice): Command => ({
  words: ['reconcile'],
  usage: '--store ID --from … --to … [--repair]',
  summary: 'compares the platform’s orders and carts with ours and says why one was missing',
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
        const repair = input.values['repair'] === true;
        const run = await office.reconcile({ storeId: id, from, to, repair });
        if (run === null) return failed('several reconciliations of this store are running already');
        if (run.state === 'failed' && run.discrepancies.length === 0) return failed(run.reason ?? run.state);
        const discrepancies = run.discrepancies.map((one) => ({
          kind: one.subject,
          orderId: one.subject === 'order' ? one.externalId : '',
          cartId: one.subject === 'cart' ? one.externalId : null,
          reason: one.reason,
          text: describeDiscrepancy(one, 'en'),
          repaired: one.repaired,
        }));
        const lines = discrepancies.map(
          ({ orderId, cartId, text, repaired }) =>
            `${cartId === null ? orderId : `cart ${cartId}`}  ${text}${repaired ? ' (repaired)' : ''}`,
        );
        return {
          kind: 'done',
          data: { id: run.id, state: run.state, reason: run.reason, discrepancies },
          text: lines.length === 0 ? 'no discrepancies' : lines.join('\n'),
          failed: run.state !== 'done',
        };
      }),
    ),
});

const instantOf = (text: string | null): Date | null => {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at);
};
