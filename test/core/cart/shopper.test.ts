import { describe, expect, it } from 'vitest';
import { identityOf, isSamePerson, isShared } from '../../../src/core/cart/shopper.ts';
import { DAY_MS, START } from '../../support/observations.ts';

const owner = (emailKey: string, daysAgo = 1) => ({
  emailKey,
  lastSeenAt: new Date(START.getTime() - daysAgo * DAY_MS),
});
const phoneOnly = { emailKey: null, phoneKey: '5511987654321' };

describe('who a contact is', () => {
  it('is its e-mail, whoever owns the phone', () => {
    expect(identityOf({ ...phoneOnly, emailKey: 'ana@example.com' }, [owner('eva@example.com')], START)).toBe(
      'e:ana@example.com',
    );
  });

  it('is the one e-mail its phone was seen with in 90 days', () => {
    expect(identityOf(phoneOnly, [owner('ana@example.com', 90), owner('eva@example.com', 91)], START)).toBe(
      'e:ana@example.com',
    );
  });

  it('is the phone when that belongs to no e-mail, or to several', () => {
    expect(identityOf(phoneOnly, [], START)).toBe('p:5511987654321');
    expect(identityOf(phoneOnly, [owner('ana@example.com'), owner('eva@example.com')], START)).toBe(
      'p:5511987654321',
    );
  });

  it('is nobody when its phone was ever shared by more than three', () => {
    const four = ['a', 'b', 'c', 'd'].map((name) => owner(`${name}@example.com`, 400));
    expect(identityOf(phoneOnly, four, START)).toBeNull();
    expect([isShared(four), isShared(four.slice(1))]).toEqual([true, false]);
  });

  it('is nobody without any', () => {
    expect(identityOf({ emailKey: null, phoneKey: null }, [], START)).toBeNull();
  });
});

describe('for stopping messages', () => {
  it('the same e-mail or the same phone is the same person, two unknown ones are not', () => {
    const ana = { emailKey: 'ana@example.com', phoneKey: '1' };
    expect(isSamePerson(ana, { emailKey: 'ana@example.com', phoneKey: '2' })).toBe(true);
    expect(isSamePerson(ana, { emailKey: 'eva@example.com', phoneKey: '1' })).toBe(true);
    expect(isSamePerson(ana, { emailKey: null, phoneKey: null })).toBe(false);
    expect(isSamePerson({ emailKey: null, phoneKey: null }, { emailKey: null, phoneKey: null })).toBe(false);
  });
});
