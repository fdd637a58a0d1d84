import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/core/decide/decide.ts';
import type { MessageId } from '../../../src/core/words/ids.ts';
import { CHECK_CODES, type CheckCode } from '../../../src/core/words/reason-codes.ts';
import {
  aCart,
  ACTIVE_AT,
  aFlow,
  after,
  aLine,
  anOrder,
  aSnapshot,
  aStepDone,
  DAY,
  DUE,
  HOUR,
  S1,
  S2,
} from '../../support/snapshots.ts';
import { filtered, shopify } from './check-case.ts';
import { stoppingCases } from './stopping-cases.ts';
import { timelyCases } from './timely-cases.ts';

const cases = [...stoppingCases, ...timelyCases];

describe('each check', () => {
  it.each(cases)(
    '$code: $name',
    ({ code, snapshot = aSnapshot(), flow = aFlow(), now = DUE, action, until }) => {
      const decision = decide(snapshot, flow, S1, now);
      expect(decision).toMatchObject({ reason: code, action: { kind: action, ...(until && { until }) } });
      expect(decision.checks.find((check) => check.code === code)?.passed).toBe(false);
    },
  );

  it('is covered by a case, quiet hours by tests of their own', () => {
    const covered = new Set(cases.map(({ code }) => code));
    expect(CHECK_CODES.filter((code) => !covered.has(code))).toEqual(['quiet_hours']);
  });
});

describe('a cart nothing stands against', () => {
  it('is reminded when the first step is due, and every check is listed in its order', () => {
    const decision = decide(aSnapshot(), aFlow(), S1, DUE);
    expect(decision).toMatchObject({ action: { kind: 'send' }, reason: null, channel: 'email' });
    expect(decision.checks.map(({ code }) => code)).toEqual(CHECK_CODES);
    expect(decision.checks.every(({ passed }) => passed)).toBe(true);
  });

  it('waits for its time without a reason', () => {
    expect(decide(aSnapshot(), aFlow(), S1, after(-1, DUE))).toMatchObject({
      action: { kind: 'wait', until: DUE },
      reason: null,
    });
  });

  it('is stopped by a purchase even before it is due', () => {
    const decision = decide(aSnapshot({ orders: [anOrder()] }), aFlow(), S1, ACTIVE_AT);
    expect(decision).toMatchObject({ action: { kind: 'stop', end: 'bought' }, reason: 'bought' });
  });
});

describe('checks that leave room', () => {
  it.each([
    {
      name: 'orders seen a minute ago are fresh',
      snapshot: aSnapshot({ store: shopify(after(-60_000, DUE)) }),
    },
    {
      name: 'a platform reminder may be ignored',
      snapshot: aSnapshot({
        platformReminderAt: after(-HOUR, DUE),
        settings: { platformReminder: 'ignore' },
      }),
    },
    {
      name: 'one sold-out line among others does not matter',
      snapshot: aSnapshot({
        cart: aCart({ lines: [aLine({ available: false }), aLine({ available: null })] }),
      }),
    },
    {
      name: 'somebody else’s or an old order does not matter',
      snapshot: aSnapshot({ orders: [anOrder({ matchesCart: false, placedAt: after(-2 * DAY) })] }),
    },
    {
      name: 'a lapsed order does not matter',
      snapshot: aSnapshot({ orders: [anOrder({ meaning: 'lapsed' })] }),
    },
    {
      name: 'a yes suffices in the EEA',
      snapshot: aSnapshot({ shopper: { country: 'DE' }, channels: { email: { consent: 'in' } } }),
    },
    {
      name: 'a country’s own rule beats that of the EEA',
      snapshot: aSnapshot({
        shopper: { country: 'PL' },
        settings: {
          consentPolicy: { default: 'soft', eea: 'explicit', countries: { PL: 'soft' }, channels: {} },
        },
      }),
    },
    {
      name: 'the fall-back language is good enough',
      snapshot: aSnapshot({ shopper: { locale: 'fr' }, settings: { fallbackLocale: 'en' } }),
    },
    {
      name: 'a minimum in another currency says nothing',
      snapshot: aSnapshot(),
      flow: filtered({ minimumTotal: { minor: 99_999, currency: 'USD' } }),
    },
  ])('$name', ({ snapshot, flow = aFlow() }) => {
    expect(decide(snapshot, flow, S1, DUE)).toMatchObject({ action: { kind: 'send' } });
  });
});

describe('waiting', () => {
  it('doubles from five seconds to fifteen minutes while it is for the same thing', () => {
    const waits = [0, 1, 2, 7, 8, 60].map((waits) => {
      const { action } = decide(waiting(waits, 'channel_down'), aFlow(), S1, DUE);
      return action.kind === 'wait' ? action.until.getTime() - DUE.getTime() : null;
    });
    expect(waits).toEqual([5_000, 10_000, 20_000, 640_000, 900_000, 900_000]);
  });

  it('begins again when it is for something else', () => {
    expect(decide(waiting(6, 'template_missing'), aFlow(), S1, DUE)).toMatchObject({
      action: { until: after(5_000, DUE) },
    });
  });

  it('ends expired with the reason it was for', () => {
    expect(decide(waiting(9, 'channel_down'), aFlow(), S1, after(DAY))).toMatchObject({
      action: { kind: 'expire' },
      reason: 'channel_down',
    });
  });
});

describe('transactional flows', () => {
  const pending = aFlow({ kind: 'pending_payment', holdoutPercent: 100 });
  const situation = aSnapshot({
    orders: [anOrder({ meaning: 'pending', placedAt: after(-HOUR) })],
    cart: aCart({ state: 'pending_payment' }),
    episode: { flow: 'pending_payment', orderId: anOrder().orderId },
    shopper: { marketingSentAt: [DUE, DUE, DUE, DUE], country: 'DE' },
    channels: { email: { consent: 'out', suppressed: 'marketing' } },
  });

  it('know no marketing consent, opt-out of marketing, budget or control group', () => {
    expect(decide(situation, pending, S1, DUE)).toMatchObject({ action: { kind: 'send' } });
  });

  it('respect an opt-out of everything', () => {
    const all = {
      ...situation,
      channels: aSnapshot({ channels: { email: { suppressed: 'all' } } }).channels,
    };
    expect(decide(all, pending, S1, DUE)).toMatchObject({ action: { kind: 'skip' }, reason: 'opted_out' });
  });

  it('send three messages about one order at most', () => {
    const steps = ['x', 'y', 'z'].map((id) => aStepDone(id as typeof S1, after(-DAY)));
    const at = after(DAY);
    expect(decide({ ...situation, steps }, pending, S2, at)).toMatchObject({ reason: 'over_budget' });
  });
});

const waiting = (waits: number, waitedFor: CheckCode) =>
  aSnapshot({
    channels: { email: { downUntil: after(DAY, DUE) } },
    message: { id: 'm' as MessageId, stepId: S1, channel: 'email', waits, waitedFor },
  });
