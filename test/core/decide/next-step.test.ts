import { describe, expect, it } from 'vitest';
import { nextStep } from '../../../src/core/decide/next-step.ts';
import { decide } from '../../../src/core/decide/decide.ts';
import type { StepId } from '../../../src/core/words/ids.ts';
import {
  aCart,
  ACTIVE_AT,
  aFlow,
  after,
  aSnapshot,
  aStepDone,
  DAY,
  DUE,
  HOUR,
  MINUTE,
  S1,
  S2,
  S3,
} from '../../support/snapshots.ts';

describe('the next step', () => {
  it('is the first one half an hour after the cart was abandoned', () => {
    expect(nextStep(aSnapshot(), aFlow())).toMatchObject({
      kind: 'step',
      step: { id: S1 },
      dueAt: DUE,
      shelfEndsAt: after(DAY),
    });
  });

  it('counts every delay from the anchor, not from the step before', () => {
    const snapshot = aSnapshot({ steps: [aStepDone(S1, DUE)] });
    expect(nextStep(snapshot, aFlow())).toMatchObject({
      step: { id: S2 },
      dueAt: after(DAY),
      shelfEndsAt: after(3 * DAY),
    });
  });

  it('keeps the last one on the shelf for three days', () => {
    const snapshot = aSnapshot({ steps: [aStepDone(S1, DUE), aStepDone(S2, after(DAY))] });
    expect(nextStep(snapshot, aFlow())).toMatchObject({
      step: { id: S3 },
      dueAt: after(3 * DAY),
      shelfEndsAt: after(6 * DAY),
    });
  });

  it('is none when all are done', () => {
    const steps = [S1, S2, S3].map((id) => aStepDone(id, null));
    expect(nextStep(aSnapshot({ steps }), aFlow())).toEqual({ kind: 'none', reason: 'no_step_left' });
  });

  it('goes by the flow as it stands', () => {
    const flow = aFlow();
    const later = {
      ...flow,
      steps: flow.steps.map((step) => ({ ...step, timing: { kind: 'after', delayMs: 2 * HOUR } as const })),
    };
    expect(nextStep(aSnapshot(), later)).toMatchObject({ dueAt: after(2 * HOUR) });
  });

  it('is none that was added after the episode opened', () => {
    const flow = aFlow();
    const steps = flow.steps.map((step) => (step.id === S1 ? { ...step, addedAt: after(1) } : step));
    expect(nextStep(aSnapshot(), { ...flow, steps })).toMatchObject({ step: { id: S2 } });
  });

  it('comes six hours late, and so do those after it, when the cart surfaced six hours late', () => {
    const late = { lateMs: 6 * HOUR };
    expect(nextStep(aSnapshot({ episode: late }), aFlow())).toMatchObject({ dueAt: after(6 * HOUR, DUE) });
    const steps = [aStepDone(S1, after(6 * HOUR, DUE))];
    expect(nextStep(aSnapshot({ episode: late, steps }), aFlow())).toMatchObject({ dueAt: after(30 * HOUR) });
  });

  it('keeps the smallest gap of the flow after a step that went late', () => {
    const snapshot = aSnapshot({ steps: [aStepDone(S1, after(20 * HOUR))] });
    expect(nextStep(snapshot, aFlow())).toMatchObject({ step: { id: S2 }, dueAt: after(43.5 * HOUR) });
  });

  it('ends seven days after the last activity', () => {
    const flow = aFlow();
    const steps = flow.steps.map((step) => ({
      ...step,
      timing: { kind: 'after', delayMs: 7 * DAY } as const,
    }));
    expect(nextStep(aSnapshot(), { ...flow, steps })).toEqual({
      kind: 'none',
      reason: 'idle_for_seven_days',
    });
  });
});

describe('new activity', () => {
  const active = after(10 * HOUR, ACTIVE_AT);
  const abandoned = after(30 * MINUTE, active);

  it('moves the anchor, and what was sent stays sent', () => {
    const snapshot = aSnapshot({ cart: aCart({ lastActivityAt: active }), steps: [aStepDone(S1, DUE)] });
    expect(nextStep(snapshot, aFlow())).toMatchObject({ step: { id: S2 }, dueAt: after(DAY, abandoned) });
  });

  it('gives half an hour of peace even where the plan is earlier', () => {
    const flow = aFlow();
    const steps = flow.steps.map((step, place) => ({
      ...step,
      timing: { kind: 'after', delayMs: place * MINUTE } as const,
    }));
    const snapshot = aSnapshot({ cart: aCart({ lastActivityAt: active }), steps: [aStepDone(S1, DUE)] });
    expect(nextStep(snapshot, { ...flow, steps })).toMatchObject({ dueAt: after(30 * MINUTE, abandoned) });
  });

  it('moves the anchor to the lapse of an unpaid order', () => {
    const lapsedAt = after(5 * HOUR);
    const snapshot = aSnapshot({ cart: aCart({ lapsedAt }) });
    expect(nextStep(snapshot, aFlow())).toMatchObject({ dueAt: after(30 * MINUTE, lapsedAt) });
  });

  it('keeps to the plan after a lapse, which is nothing that the shopper did', () => {
    const flow = aFlow();
    const steps = flow.steps.map((step, place) => ({
      ...step,
      timing: { kind: 'after', delayMs: place * MINUTE } as const,
    }));
    const lapsedAt = after(5 * HOUR);
    const snapshot = aSnapshot({ cart: aCart({ lapsedAt }), steps: [aStepDone(S1, DUE)] });
    expect(nextStep(snapshot, { ...flow, steps })).toMatchObject({
      step: { id: S2 },
      dueAt: after(MINUTE, lapsedAt),
    });
  });
});

describe('after downtime', () => {
  it.each([
    { name: 'of an hour nothing is lost', now: after(HOUR, DUE), expired: [] },
    { name: 'of a day the second step goes', now: after(DAY), expired: [S1] },
    { name: 'of three days the third goes', now: after(3 * DAY), expired: [S1, S2] },
  ])('$name', ({ now, expired }) => {
    expect(expiredBy(now)).toEqual(expired);
  });
});

describe('steps that count from the end of a payment', () => {
  it('go that long before it, and not after it', () => {
    const snapshot = aSnapshot({ paymentEndsAt: after(10 * HOUR), episode: { flow: 'pending_payment' } });
    expect(nextStep(snapshot, beforePayment(2 * HOUR))).toMatchObject({
      dueAt: after(8 * HOUR),
      shelfEndsAt: after(10 * HOUR),
    });
  });

  it('do not exist so long before it that there was no order, nor do others once it has ended', () => {
    const snapshot = aSnapshot({ paymentEndsAt: after(30 * MINUTE), episode: { flow: 'pending_payment' } });
    expect(nextStep(snapshot, beforePayment(2 * HOUR))).toEqual({ kind: 'none', reason: 'no_step_left' });
    expect(nextStep(snapshot, aFlow({ kind: 'pending_payment' }))).toEqual({
      kind: 'none',
      reason: 'no_step_left',
    });
  });

  it('do not exist where no end is known', () => {
    const snapshot = aSnapshot({ episode: { flow: 'pending_payment' } });
    expect(nextStep(snapshot, beforePayment(HOUR))).toEqual({ kind: 'none', reason: 'no_step_left' });
  });
});

const expiredBy = (now: Date): readonly StepId[] => {
  let snapshot = aSnapshot();
  const expired: StepId[] = [];
  for (let next = nextStep(snapshot, aFlow()); next.kind === 'step'; next = nextStep(snapshot, aFlow())) {
    if (decide(snapshot, aFlow(), next.step.id, now).action.kind !== 'expire') break;
    expired.push(next.step.id);
    snapshot = { ...snapshot, steps: [...snapshot.steps, aStepDone(next.step.id, null)] };
  }
  return expired;
};

const beforePayment = (lead: number) =>
  aFlow({
    kind: 'pending_payment',
    steps: aFlow()
      .steps.slice(0, 1)
      .map((step) => ({ ...step, timing: { kind: 'before', leadMs: lead } })),
  });
