import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/core/decide/explain.ts';
import type { StepId } from '../../../src/core/words/ids.ts';
import {
  aCart,
  aFlow,
  after,
  anOrder,
  aSnapshot,
  aStepDone,
  DAY,
  S1,
  S2,
  S3,
} from '../../support/snapshots.ts';

const reader = { language: 'en', zone: 'UTC' } as const;
const steps = [S1, S2, S3].map((id) => aStepDone(id, null));
const ask = (over: Parameters<typeof aSnapshot>[0]) =>
  explain({ snapshot: aSnapshot({ steps, ...over }), flow: aFlow(), now: after(4 * DAY), reader });

it('explaining a closed cart names what closed it', () => {
  const snapshot = aSnapshot({ cart: aCart({ state: 'closed', closedReason: 'order_cancelled' }) });
  const { decision } = explain({ snapshot, flow: aFlow(), now: after(DAY), reader });
  expect(decision).toMatchObject({ action: 'stop', reason: 'order_cancelled' });
});

describe('explaining a run without a next step', () => {
  it('says that the shopper bought, and what every check says', () => {
    const { decision, next, checks } = ask({ orders: [anOrder({ matchesCart: true, meaning: 'bought' })] });
    expect(decision).toEqual({ action: 'stop', until: null, reason: 'bought' });
    expect(next).toBeNull();
    expect(checks.find(({ code }) => code === 'bought')).toMatchObject({ passed: false });
    expect(checks.length).toBeGreaterThan(10);
  });

  it('says that no step is left where nothing else ended it', () => {
    const { decision, checks } = ask({});
    expect(decision).toMatchObject({ action: 'none', reason: 'no_step_left' });
    expect(checks.length).toBeGreaterThan(10);
  });

  it('says that the flow was switched on later, whose steps were all replaced by then', () => {
    const flow = aFlow();
    const enabledAt = after(2 * DAY);
    const replaced = flow.steps.map((step) => ({
      ...step,
      id: `new ${step.id}` as StepId,
      addedAt: enabledAt,
    }));
    const { decision, checks } = explain({
      snapshot: aSnapshot({ steps: [] }),
      flow: { ...flow, enabledAt, steps: replaced },
      now: after(3 * DAY),
      reader,
    });
    expect(decision).toMatchObject({ action: 'stop', reason: 'before_flow_started' });
    expect(checks.length).toBeGreaterThan(10);
  });
});
