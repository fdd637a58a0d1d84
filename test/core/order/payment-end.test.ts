import { describe, expect, it } from 'vitest';
import { clearingOf, payableUntil, remindersEndAt } from '../../../src/core/order/payment-end.ts';

const HOUR = 3_600_000;
const settings = {
  payWithinMs: { pix: HOUR / 2, boleto: 72 * HOUR },
  timeZone: 'America/Sao_Paulo',
};
const placedAt = new Date('2026-11-16T12:00:00Z'); // a Monday
const order = (over: Partial<Parameters<typeof payableUntil>[0]> = {}) => ({
  placedAt,
  payBy: null,
  paymentMethod: 'pix' as const,
  ...over,
});

describe('until when an order can be paid', () => {
  it('is what the platform says, else the store’s setting for the method, else unknown', () => {
    const payBy = new Date('2026-11-18T12:00:00Z');
    expect(payableUntil(order({ payBy }), settings)).toEqual(payBy);
    expect(payableUntil(order(), settings)).toEqual(new Date('2026-11-16T12:30:00Z'));
    expect(payableUntil(order({ paymentMethod: 'card' }), settings)).toBeNull();
  });

  it('reminders end with it, of a boleto as its due day begins in the store’s zone', () => {
    expect(remindersEndAt(order(), settings)).toEqual(new Date('2026-11-16T12:30:00Z'));
    // One in the morning of the 20th in UTC is the evening of the 19th in São Paulo.
    const boleto = order({ paymentMethod: 'boleto', payBy: new Date('2026-11-20T01:00:00Z') });
    expect(remindersEndAt(boleto, settings)).toEqual(new Date('2026-11-19T03:00:00Z'));
    expect(remindersEndAt(order({ paymentMethod: 'card' }), settings)).toBeNull();
  });
});

describe('while a boleto may have been paid unseen', () => {
  it.each([
    { due: 'a Tuesday', day: '2026-11-17', from: '2026-11-17T03:00:00Z', until: '2026-11-20T03:00:00Z' },
    { due: 'a Thursday', day: '2026-11-19', from: '2026-11-19T03:00:00Z', until: '2026-11-24T03:00:00Z' },
    { due: 'a Friday', day: '2026-11-20', from: '2026-11-20T03:00:00Z', until: '2026-11-25T03:00:00Z' },
    {
      due: 'a Saturday, payable on Monday',
      day: '2026-11-21',
      from: '2026-11-21T03:00:00Z',
      until: '2026-11-26T03:00:00Z',
    },
    {
      due: 'a Sunday at a year’s end',
      day: '2026-12-27',
      from: '2026-12-27T03:00:00Z',
      until: '2026-12-31T03:00:00Z',
    },
  ])('is from the due day to the end of two business days after it: $due', ({ day, from, until }) => {
    const payBy = new Date(`${day}T20:00:00Z`);
    expect(clearingOf(order({ paymentMethod: 'boleto', payBy }), settings)).toEqual({
      from: new Date(from),
      until: new Date(until),
    });
  });

  it('keeps to the days of the calendar where the clocks change within', () => {
    // Lisbon goes back to winter time on Sunday 25 October 2026.
    const payBy = new Date('2026-10-23T12:00:00Z');
    const lisbon = { ...settings, timeZone: 'Europe/Lisbon' };
    expect(clearingOf(order({ paymentMethod: 'boleto', payBy }), lisbon)).toEqual({
      from: new Date('2026-10-22T23:00:00Z'),
      until: new Date('2026-10-28T00:00:00Z'),
    });
  });

  it('is never for what clears at once', () => {
    expect(clearingOf(order(), settings)).toBeNull();
  });
});
