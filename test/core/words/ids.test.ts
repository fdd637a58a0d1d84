import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/core/words/ids.ts';

const AT = new Date('2026-11-21T12:00:00Z');

const fullTail = () => new Uint8Array(10).fill(255).fill(0, 0, 5);

describe('ids', () => {
  it('have 26 characters and never come twice', () => {
    const ids = Array.from({ length: 5_000 }, () => newId(AT, randomBytes));
    expect(new Set(ids).size).toBe(5_000);
    expect(ids.every((id) => /^[0-9a-hjkmnp-tv-z]{26}$/.test(id))).toBe(true);
  });

  it('sort in the order in which they were made, also within one millisecond', () => {
    const ids = [0, 0, 0, 1, 1, 2].map((later) => newId<string>(new Date(AT.getTime() + later), randomBytes));
    expect(ids.toSorted()).toEqual(ids);
  });

  it('carry over when the last byte is full', () => {
    const at = new Date(AT.getTime() + 60_000);
    const first = newId<string>(at, fullTail);
    expect(newId<string>(at, fullTail) > first).toBe(true);
  });
});
