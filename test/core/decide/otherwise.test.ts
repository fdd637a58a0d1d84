import { expect, it } from 'vitest';
import { OTHERWISE } from '../../../src/core/decide/words/otherwise.ts';
import { writeOtherwise } from '../../../src/core/decide/write-check.ts';
import { CHECK_CODES } from '../../../src/core/words/reason-codes.ts';
import { LANGUAGES } from '../../../src/core/words/vocabulary.ts';

const facts = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

it.each(LANGUAGES)('every check says in %s what would have changed it, of the same facts', (language) => {
  for (const code of CHECK_CODES) expect(facts(OTHERWISE[language][code])).toEqual(facts(OTHERWISE.en[code]));
  const reader = { language, zone: 'UTC' } as const;
  for (const code of CHECK_CODES) expect(writeOtherwise(code, {}, reader)).toMatch(/^[^{}]+\.$/);
  expect(writeOtherwise('by_hand', {}, reader)).toBeNull();
});

it('an end of the wait is written for the reader', () => {
  const facts = { budgetUntil: '2026-11-21T08:12:00.000Z' };
  expect(writeOtherwise('over_budget', facts, { language: 'en', zone: 'UTC' })).toMatch(
    /^It would go from .*8:12.* on\.$/,
  );
});
