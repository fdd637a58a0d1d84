import { expect, it } from 'vitest';
import { addClick, judgeVisit } from '../../../src/core/results/click.ts';
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
  const { verdict } = judgeVisit(visit(given), { earlier, wentOutAt: noon });
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
  expect(judgeVisit(visit({ at: after(1) }), { earlier: [], wentOutAt: null }).verdict.kind).toBe('human');
});

it('two links of one message within two seconds are a machine, the earlier one too', () => {
  const first = click({ tokenHash: 'unsubscribe', linkKind: 'unsubscribe', at: after(58_000) });
  const judged = judgeVisit(visit(), { earlier: [first], wentOutAt: noon });

  expect(judged.verdict).toEqual({ kind: 'machine', reason: 'two_links_at_once' });
  expect(judged.unmasked).toEqual([first]);
});

it('the same link twice, or another after more than two seconds, is a person', () => {
  expect(reasonOf({}, [click({ at: after(59_900) })])).toBe('human');
  expect(reasonOf({}, [click({ tokenHash: 'other', at: after(57_999) })])).toBe('human');
});

const DAY = '2026-11-21';
const machine = click({ id: 'k0' as Click['id'], verdict: { kind: 'machine', reason: 'head' } });
const unsubscribe = click({ id: 'k2' as Click['id'], linkKind: 'unsubscribe' });
const add = (earlier: readonly Click[], next: Click, unmasked: readonly Click[] = []) =>
  addClick(earlier, next, { unmasked, day: DAY });

it('a message counts as clicked by its first human return click, and once', () => {
  expect(add([], machine)).toMatchObject({ count: null, added: { countedOn: null } });
  expect(add([machine], unsubscribe)).toMatchObject({ count: null });
  const first = add([machine, unsubscribe], click());
  expect(first).toMatchObject({ count: { by: 1, day: DAY }, revised: [], added: { countedOn: DAY } });
  const second = add([machine, first.added], click({ id: 'k9' as Click['id'] }));
  expect(second).toMatchObject({ count: null, revised: [], added: { countedOn: null } });
});

it('a counted click that turns out to be a machine’s is taken back on the day it was counted on', () => {
  const counted = click({ countedOn: '2026-11-01' });
  const other = click({ id: 'k5' as Click['id'], verdict: { kind: 'machine', reason: 'two_links_at_once' } });

  const { count, revised } = add([counted], other, [counted]);

  expect(count).toEqual({ by: -1, day: '2026-11-01' });
  expect(revised).toMatchObject([{ id: 'k1', verdict: { kind: 'machine' }, countedOn: null }]);
});

it('the count moves on to another click of a person, and stays on its day', () => {
  const counted = click({ countedOn: '2026-11-01' });
  const human = click({ id: 'k4' as Click['id'] });
  const other = click({ id: 'k5' as Click['id'], verdict: { kind: 'machine', reason: 'two_links_at_once' } });

  const { count, revised } = add([counted, human], other, [counted]);

  expect(count).toBeNull();
  expect(revised.map(({ id, countedOn }) => [id, countedOn])).toEqual([
    ['k1', null],
    ['k4', '2026-11-01'],
  ]);
});
