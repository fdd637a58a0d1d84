import { describe, expect, it } from 'vitest';
import { writeCheck } from '../../../src/core/decide/write-check.ts';
import { CLOSED_REASONS, LANGUAGES } from '../../../src/core/words/vocabulary.ts';

describe('what a check found', () => {
  it('says in words why a cart is closed, in every language', () => {
    for (const language of LANGUAGES)
      for (const reason of CLOSED_REASONS) {
        const check = { code: 'closed', passed: false, facts: { reason } } as const;
        expect(writeCheck(check, { language, zone: 'UTC' })).not.toContain(`(${reason})`);
      }
  });

  it('names the channel as people do', () => {
    const check = { code: 'no_address', passed: false, facts: { channel: 'whatsapp' } } as const;
    expect(writeCheck(check, { language: 'en', zone: 'UTC' })).toBe('There is no address for WhatsApp.');
  });
});
