import { expect, it } from 'vitest';
import { countingClick, judgeVisit } from '../../../src/core/results/click.ts';
import type { Click, Visit } from '../../../src/core/results/click.ts';
import type { CartId, MessageId, ShopperId, StoreId } from '../../../src/core/words/ids.ts';

const noon = new Date('2026-11-21T12:00:00Z');
const after = (ms: number) => new Date(noon.getTime() + ms);
const browser = 'Mozilla/5.0 (Linux; Android 14; CUBOT X30 Build/QP1A) AppleWebKit/537.36 Chrome/130 Mobile';

const visit = (given: Partial<Visit> = {}): Visit => ({
  at: after(60_000),
  method: 'GET',
  tokenHash: 'button',
  userAgent: browser,
  purpose: null,
  ...given,
});

const click = (given: Partial<Click> = {}): Click => ({
  id: 'k1' as Click['id'],
  storeId: 's1' as StoreId,
  subject: 'e1' as Click['subject'],
  tokenHash: 'button',
  linkKind: 'return',
  messageId: 'm1' as MessageId,
  cartId: 'c1' as CartId,
  shopperId: 'p1' as ShopperId,
  at: after(60_000),
  verdict: { kind: 'human' },
  countedOn: null,
  ...given,
});

const reasonOf = (given: Partial<Visit>, earlier: readonly Click[] = []) => {
  const { verdict } = judgeVisit(visit(given), { earlier, acceptedAt: noon });
  return verdict.kind === 'human' ? 'human' : verdict.reason;
};

it('an ordinary visit is a person', () => {
  expect(reasonOf({})).toBe('human');
  expect(reasonOf({ userAgent: null })).toBe('human');
});

it('HEAD, a prefetch and a known scanner are machines', () => {
  expect(reasonOf({ method: 'HEAD' })).toBe('head');
  expect(reasonOf({ purpose: 'prefetch;prerender' })).toBe('prefetch');
  expect(reasonOf({ userAgent: 'WhatsApp/2.23.20.0' })).toBe('scanner');
  expect(reasonOf({ userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1)' })).toBe('scanner');
});

it('nobody reads a mail within the first five seconds', () => {
  expect(reasonOf({ at: after(4_999) })).toBe('too_soon');
  expect(reasonOf({ at: after(5_000) })).toBe('human');
  expect(judgeVisit(visit({ at: after(1) }), { earlier: [], acceptedAt: null }).verdict.kind).toBe('human');
});

it('two links of one message within two seconds are a machine, the earlier one too', () => {
  const first = click({ tokenHash: 'unsubscribe', linkKind: 'unsubscribe', at: after(58_000) });
  const judged = judgeVisit(visit(), { earlier: [first], acceptedAt: noon });

  expect(judged.verdict).toEqual({ kind: 'machine', reason: 'two_links_at_once' });
  expect(judged.unmasked).toEqual([first]);
});

it('the same link twice, or another after more than two seconds, is a person', () => {
  expect(reasonOf({}, [click({ at: after(59_900) })])).toBe('human');
  expect(reasonOf({}, [click({ tokenHash: 'other', at: after(57_999) })])).toBe('human');
});

it('a message counts as clicked by one click, which stays the same while it stands', () => {
  const machine = click({ id: 'k0' as Click['id'], verdict: { kind: 'machine', reason: 'head' } });
  const unsubscribe = click({ id: 'k2' as Click['id'], linkKind: 'unsubscribe' });
  const first = click({ id: 'k3' as Click['id'] });
  const counted = click({ id: 'k4' as Click['id'], countedOn: '2026-11-21' });

  expect(countingClick([machine, unsubscribe])).toBeNull();
  expect(countingClick([machine, first])).toBe(first);
  expect(countingClick([first, counted])).toBe(counted);
});
