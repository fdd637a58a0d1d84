import { describe, expect, it } from 'vitest';
import { continueWithReason, writeCheck } from '../../../src/core/decide/write-check.ts';
import { CHECK_CODES } from '../../../src/core/words/reason-codes.ts';
import { CLOSED_REASONS, LANGUAGES } from '../../../src/core/words/vocabulary.ts';

describe('what a check found', () => {
  it('says in words why a cart is closed, in every language', () => {
    for (const language of LANGUAGES)
      for (const reason of CLOSED_REASONS) {
        const check = { code: 'closed', passed: false, facts: { reason } } as const;
        expect(writeCheck(check, { language, zone: 'UTC' })).not.toContain(`(${reason})`);
      }
  });

  it('never shows a code where the reminders are over and the cart is open', () => {
    for (const language of LANGUAGES)
      for (const reason of [
        'no_step_left',
        'idle_for_seven_days',
        'opted_out',
        'over_budget',
        'store_inactive',
      ]) {
        const check = { code: 'closed', passed: false, facts: { reason } } as const;
        expect(writeCheck(check, { language, zone: 'UTC' })).not.toContain(reason);
      }
    const over = { code: 'closed', passed: false, facts: { reason: 'no_step_left' } } as const;
    expect(writeCheck(over, { language: 'en', zone: 'UTC' })).toBe(
      'The reminders for this cart have ended (all of them are done).',
    );
  });

  it('leaves out what it would say of facts that are not known', () => {
    const reader = { language: 'en', zone: 'UTC' } as const;
    expect(continueWithReason('payment_pending', {}, reader)).toBe('an order awaits payment.');
    expect(continueWithReason('quiet_hours', {}, reader)).toBe('quiet hours.');
    const until = { budgetUntil: '2026-11-23T10:00:00Z' };
    expect(continueWithReason('over_budget', until, reader)).toContain('; waiting until Nov');
    for (const language of LANGUAGES)
      for (const code of CHECK_CODES) {
        const written = writeCheck({ code, passed: false, facts: {} }, { language, zone: 'UTC' });
        expect(written).toMatch(/^[^{}]*[^ (;]\.$/);
      }
  });

  it('begins with a capital, even with the name of a channel', () => {
    const check = { code: 'channel_down', passed: true, facts: { channel: 'email' } } as const;
    expect(writeCheck(check, { language: 'pt-BR', zone: 'UTC' })).toBe('E-mail funciona.');
  });

  it('goes on small after a colon, but for names', () => {
    const reader = { language: 'en', zone: 'UTC' } as const;
    expect(continueWithReason('bought', { order: '7' }, reader)).toBe('the shopper bought (order 7).');
    expect(continueWithReason('channel_down', { channel: 'whatsapp' }, reader)).toBe(
      'WhatsApp does not work at present.',
    );
  });

  it('writes moments as the lists beside it do', () => {
    const facts = { order: '7', coolOffUntil: '2026-11-24T20:55:00.000Z' };
    const check = { code: 'recent_buyer', passed: false, facts } as const;
    expect(writeCheck(check, { language: 'pt-BR', zone: 'UTC' })).toContain('24 de nov., 20:55');
  });

  it('names the channel as people do', () => {
    const check = { code: 'no_address', passed: false, facts: { channel: 'whatsapp' } } as const;
    expect(writeCheck(check, { language: 'en', zone: 'UTC' })).toBe('There is no address for WhatsApp.');
  });
});
