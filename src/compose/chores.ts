import type { StoreId } from '../core/words/ids.ts';
import { isUnpaid } from '../pipeline/orders/catch-up.ts';
import { createRetention } from '../pipeline/upkeep/retention.ts';
import type { Audit } from '../pipeline/upkeep/audit.ts';
import type { RunnerJobs } from '../ports/runner.ts';
import type { Foundation } from './foundation.ts';
import type { OutboundCalls } from './outbound-webhooks.ts';
import type { Product } from './product.ts';
import type { Reminding } from './reminding.ts';

const MINUTE_MS = 60_000;
/** A step of retention takes about 10 ms: what merchants and platforms ask for gets most of the time. */
const BETWEEN_STEPS_MS = 40;

type Works = {
  readonly reminding: Reminding;
  readonly audit: Audit;
  readonly outboundCalls: OutboundCalls;
};

/** What is done on a schedule, beside looking for what is due. */
export const createChores = (
  base: Foundation,
  product: Product,
  { reminding, audit, outboundCalls }: Works,
): RunnerJobs['chores'] => {
  const { store, config, clock } = base;
  const retire = createRetention({ store, clock, betweenSteps: () => clock.sleep(BETWEEN_STEPS_MS) });
  return [
    { name: 'settle', everyMs: 5_000, run: () => done(reminding.reminders.settle()) },
    { name: 'campaigns', everyMs: 5_000, run: reminding.runCampaigns },
    { name: 'reactivation', everyMs: 10 * MINUTE_MS, run: reminding.reactivate },
    { name: 'outbound-webhooks', everyMs: 2_000, run: outboundCalls.callDue },
    { name: 'order-tail', everyMs: config.pollEveryMs, run: () => pollStores(base, product) },
    { name: 'credentials', everyMs: MINUTE_MS, run: base.renewals.renewDue },
    { name: 'access', everyMs: 60 * MINUTE_MS, run: () => forgetOver(base) },
    { name: 'errands', everyMs: 1_000, run: product.errands.look },
    { name: 'missing-errands', everyMs: 60 * MINUTE_MS, run: product.errands.wantMissing },
    { name: 'resume-reconciliations', everyMs: MINUTE_MS, run: product.reconciliations.resume },
    { name: 'reconcile', everyMs: 15 * MINUTE_MS, run: product.reconcileDue },
    { name: 'retention', everyMs: 24 * 60 * MINUTE_MS, run: () => done(retire()) },
    { name: 'audit', everyMs: 24 * 60 * MINUTE_MS, run: audit.countAll },
    { name: 'recent-audit', everyMs: MINUTE_MS, run: audit.countRecent },
    ...(base.secrets.keyIds.previous === null
      ? []
      : [{ name: 'reseal', everyMs: 24 * 60 * MINUTE_MS, run: () => done(store.keyRotation.reseal()) }]),
  ];
};

const forgetOver = async ({ store }: Foundation): Promise<void> => {
  await store.access.forgetOver();
  await store.connectStates.forgetOver();
};

const done = async (work: Promise<unknown>): Promise<void> => {
  await work;
};

/** Stores whose platform is read, and those it stopped answering for until they pay; a few at a time. */
const pollStores = async ({ store, adapters }: Foundation, { catchUp }: Product): Promise<void> => {
  const read = new Set(
    adapters.flatMap((one) => (one.capabilities.orderTruth === 'platform' ? [one.platform] : [])),
  );
  const waiting = (await store.stores.list()).filter(
    (one) => (one.state === 'active' || isUnpaid(one)) && read.has(one.platform),
  );
  const ids: StoreId[] = waiting.map(({ id }) => id);
  const next = async (): Promise<void> => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) await catchUp(id);
  };
  await Promise.all(Array.from({ length: 4 }, next));
};
