import { describe, expect, it } from 'vitest';
import { decide, type Action } from '../../../src/core/decide/decide.ts';
import type { Flow, Step } from '../../../src/core/flows/flow.ts';
import type { Snapshot } from '../../../src/core/decide/snapshot.ts';
import type { CartId, MessageId } from '../../../src/core/words/ids.ts';
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
  MINUTE,
  S1,
  S2,
} from '../../support/snapshots.ts';

type Case = {
  readonly name: string;
  readonly code: CheckCode;
  readonly snapshot?: Snapshot;
  readonly flow?: Flow;
  readonly now?: Date;
  readonly action: Action['kind'];
  readonly until?: Date;
};

const filtered = (filters: Partial<Flow['filters']>): Flow =>
  aFlow({ filters: { ...aFlow().filters, ...filters } });

const overSteps = (over: Partial<Step>): Flow =>
  aFlow({ steps: aFlow().steps.map((step) => ({ ...step, ...over })) });

const whatsapp = {
  address: '+5511987654321',
  consent: 'in',
  suppressed: null,
  unreachableUntil: null,
  downUntil: null,
  templateLanguages: ['pt-BR'],
} as const;

const shopify = (ordersSeenUntil: Date | null) => ({ platform: 'shopify', ordersSeenUntil }) as const;

const cases: readonly Case[] = [
  {
    name: 'an uninstalled store ends the episode',
    code: 'store_inactive',
    snapshot: aSnapshot({ store: { state: 'uninstalled' } }),
    action: 'stop',
  },
  {
    name: 'a paused store waits to be resumed',
    code: 'store_inactive',
    snapshot: aSnapshot({ store: { state: 'paused' } }),
    action: 'wait',
    until: after(5_000, DUE),
  },
  {
    name: 'a flow that is off ends the episode',
    code: 'flow_off',
    flow: aFlow({ enabled: false }),
    action: 'stop',
  },
  {
    name: 'a cart abandoned before the flow was switched on is left alone',
    code: 'before_flow_started',
    flow: aFlow({ enabledAt: after(1) }),
    action: 'stop',
  },
  {
    name: 'a cart abandoned at the very moment of switching on is left alone',
    code: 'before_flow_started',
    flow: aFlow({ enabledAt: after(0) }),
    action: 'stop',
  },
  {
    name: 'a cart abandoned before the store was connected again is left alone',
    code: 'before_flow_started',
    snapshot: aSnapshot({ store: { connectedAt: after(1) } }),
    action: 'stop',
  },
  {
    name: 'a cart that surfaced more than a day late is left alone',
    code: 'surfaced_too_late',
    snapshot: aSnapshot({ episode: { lateMs: DAY + 1 } }),
    now: after(2 * DAY),
    action: 'stop',
  },
  {
    name: 'a matching order stops',
    code: 'bought',
    snapshot: aSnapshot({ orders: [anOrder()] }),
    action: 'stop',
  },
  {
    name: 'a cart settled as bought stops without its order',
    code: 'bought',
    snapshot: aSnapshot({ cart: aCart({ state: 'recovered' }) }),
    action: 'stop',
  },
  {
    name: 'an order that awaits payment stops reminders of the cart',
    code: 'payment_pending',
    snapshot: aSnapshot({ orders: [anOrder({ meaning: 'pending' })] }),
    action: 'stop',
  },
  {
    name: 'a payment in review is waited for',
    code: 'payment_pending',
    snapshot: aSnapshot({ orders: [anOrder({ meaning: 'in_review' })] }),
    action: 'wait',
    until: after(5_000, DUE),
  },
  {
    name: 'a newer cart speaks instead',
    code: 'superseded',
    snapshot: aSnapshot({ newerCartId: 'cart-2' as CartId }),
    action: 'stop',
  },
  {
    name: 'a closed cart stops',
    code: 'closed',
    snapshot: aSnapshot({ cart: aCart({ state: 'closed', closedReason: 'by_hand' }) }),
    action: 'stop',
  },
  {
    name: 'an empty cart stops',
    code: 'closed',
    snapshot: aSnapshot({ cart: aCart({ lines: [] }) }),
    action: 'stop',
  },
  {
    name: 'a cart below the minimum is excluded',
    code: 'excluded',
    flow: filtered({ minimumTotal: { minor: 9_001, currency: 'BRL' } }),
    action: 'stop',
  },
  {
    name: 'another country is excluded',
    code: 'excluded',
    snapshot: aSnapshot({ shopper: { country: 'AR' } }),
    flow: filtered({ countries: ['BR'] }),
    action: 'stop',
  },
  {
    name: 'another language is excluded',
    code: 'excluded',
    snapshot: aSnapshot({ shopper: { locale: 'es-AR' } }),
    flow: filtered({ languages: ['pt-BR'] }),
    action: 'stop',
  },
  {
    name: 'a cart without the wanted product is excluded',
    code: 'excluded',
    flow: filtered({ products: ['8'] }),
    action: 'stop',
  },
  {
    name: 'a cart with an unwanted SKU is excluded',
    code: 'excluded',
    flow: filtered({ withoutProducts: ['c1'] }),
    action: 'stop',
  },
  {
    name: 'an unwanted domain is excluded, subdomains too',
    code: 'excluded',
    snapshot: aSnapshot({ channels: { email: { address: 'x@mail.Example.org' } } }),
    flow: filtered({ withoutDomains: ['example.org'] }),
    action: 'stop',
  },
  {
    name: 'guests are excluded when only customers are wanted',
    code: 'excluded',
    snapshot: aSnapshot({ shopper: { registered: false } }),
    flow: filtered({ registered: true }),
    action: 'stop',
  },
  {
    name: 'a suspected bot is excluded',
    code: 'excluded',
    snapshot: aSnapshot({ shopper: { suspectedBot: 'burst' } }),
    action: 'stop',
  },
  {
    name: 'the shelf life of the first step ends with the second',
    code: 'too_late',
    now: after(DAY),
    action: 'expire',
  },
  {
    name: 'orders never read are waited for',
    code: 'orders_not_fresh',
    snapshot: aSnapshot({ store: shopify(null) }),
    action: 'wait',
    until: after(5_000, DUE),
  },
  {
    name: 'orders seen 61 seconds ago are waited for',
    code: 'orders_not_fresh',
    snapshot: aSnapshot({ store: shopify(after(-61_000, DUE)) }),
    action: 'wait',
    until: after(5_000, DUE),
  },
  {
    name: 'somebody who bought something else today is left alone for a day',
    code: 'recent_buyer',
    snapshot: aSnapshot({ orders: [anOrder({ matchesCart: false })] }),
    action: 'wait',
    until: after(23.5 * HOUR),
  },
  {
    name: 'somebody who bought the same things again is left alone until it is too late',
    code: 'recent_buyer',
    snapshot: aSnapshot({
      orders: [anOrder({ matchesCart: false, repeatsMostLines: true, placedAt: after(-DAY) })],
    }),
    action: 'wait',
    until: after(DAY),
  },
  {
    name: 'a shopper somebody talks to rests',
    code: 'human_took_over',
    snapshot: aSnapshot({ human: { kind: 'replied', at: DUE, restUntil: after(HOUR, DUE), answer: 'none' } }),
    action: 'wait',
    until: after(HOUR, DUE),
  },
  {
    name: 'a clear no ends the episode',
    code: 'human_took_over',
    snapshot: aSnapshot({ human: { kind: 'contacted', at: DUE, restUntil: DUE, answer: 'negative' } }),
    action: 'stop',
  },
  {
    name: 'the platform’s own reminder counts as a contact',
    code: 'platform_already_sent',
    snapshot: aSnapshot({ platformReminderAt: after(-HOUR, DUE) }),
    action: 'wait',
    until: after(19 * HOUR, DUE),
  },
  {
    name: 'nobody without an address is written to',
    code: 'no_address',
    snapshot: aSnapshot({ channels: { email: { address: null } } }),
    action: 'skip',
  },
  {
    name: 'a missing address leads to the next channel',
    code: 'no_address',
    snapshot: aSnapshot({ channels: { email: { address: null }, whatsapp } }),
    flow: overSteps({ channels: ['email', 'whatsapp'] }),
    action: 'next_channel',
  },
  {
    name: 'an unsubscribed shopper is not written to',
    code: 'opted_out',
    snapshot: aSnapshot({ channels: { email: { suppressed: 'marketing' } } }),
    action: 'skip',
  },
  {
    name: 'a refused consent is an opt-out',
    code: 'opted_out',
    snapshot: aSnapshot({ channels: { email: { consent: 'out' } } }),
    action: 'skip',
  },
  {
    name: 'an unreachable address is skipped',
    code: 'not_reachable',
    snapshot: aSnapshot({ channels: { email: { unreachableUntil: after(DAY, DUE) } } }),
    action: 'skip',
  },
  {
    name: 'the EEA needs a yes, which may still come within ten minutes',
    code: 'consent_missing',
    snapshot: aSnapshot({ shopper: { country: 'pl' } }),
    action: 'wait',
    until: after(10 * MINUTE, DUE),
  },
  {
    name: 'without a yes after ten minutes the step is skipped',
    code: 'consent_missing',
    snapshot: aSnapshot({ shopper: { country: 'PL' } }),
    now: after(10 * MINUTE, DUE),
    action: 'skip',
  },
  {
    name: 'WhatsApp needs a yes everywhere',
    code: 'consent_missing',
    snapshot: aSnapshot({ channels: { whatsapp: { ...whatsapp, consent: 'unknown' } } }),
    flow: overSteps({ channels: ['whatsapp'] }),
    action: 'wait',
    until: after(10 * MINUTE, DUE),
  },
  {
    name: 'a shopper whose language has no text waits for one',
    code: 'template_missing',
    snapshot: aSnapshot({ shopper: { locale: 'fr-FR' } }),
    action: 'wait',
    until: after(5_000, DUE),
  },
  {
    name: 'a cart with nothing to buy waits',
    code: 'all_out_of_stock',
    snapshot: aSnapshot({ cart: aCart({ lines: [aLine({ available: false })] }) }),
    action: 'wait',
    until: after(5_000, DUE),
  },
  {
    name: 'one message in 20 hours is enough',
    code: 'over_budget',
    snapshot: aSnapshot({ shopper: { marketingSentAt: [after(-HOUR, DUE)] } }),
    action: 'wait',
    until: after(19 * HOUR, DUE),
  },
  {
    name: 'a known end beyond the shelf life is cut to it',
    code: 'over_budget',
    snapshot: aSnapshot({
      settings: { budget: [{ max: 1, withinMs: 30 * DAY }] },
      shopper: { marketingSentAt: [DUE] },
    }),
    action: 'wait',
    until: after(DAY),
  },
  {
    name: 'a channel that is down is waited for',
    code: 'channel_down',
    snapshot: aSnapshot({ channels: { email: { downUntil: after(DAY, DUE) } } }),
    action: 'wait',
    until: after(5_000, DUE),
  },
  {
    name: 'the control group gets nothing',
    code: 'holdout',
    flow: aFlow({ holdoutPercent: 100 }),
    action: 'stop',
  },
];

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
  const waiting = (waits: number, waitedFor: CheckCode) =>
    aSnapshot({
      channels: { email: { downUntil: after(DAY, DUE) } },
      message: { id: 'm' as MessageId, stepId: S1, channel: 'email', waits, waitedFor },
    });

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
