import { expect, it } from 'vitest';
import { askAll, fine, wrong } from '../../../../src/pipeline/upkeep/doctor/check.ts';
import { realClock } from '../../../support/real-clock.ts';

it('one that hangs and one that fails are findings; the others answer, in their order', async () => {
  const checks = await askAll(
    [
      { name: 'hangs', limitMs: 50, look: () => new Promise(() => {}) },
      {
        name: 'throws',
        look: () => {
          throw new Error('no such thing');
        },
      },
      { name: 'rejects', look: () => Promise.reject(new Error('not now')) },
      ...Array.from({ length: 30 }, (_, place) => ({ name: `n${place}`, look: () => fine('well') })),
      { name: 'wrong', look: async () => wrong('ill') },
    ],
    realClock,
  );
  expect(checks.slice(0, 4)).toEqual([
    { name: 'hangs', ok: false, reason: 'no answer within 0 s' },
    { name: 'throws', ok: false, reason: 'no such thing' },
    { name: 'rejects', ok: false, reason: 'not now' },
    { name: 'n0', ok: true, reason: 'well' },
  ]);
  expect(checks.at(-1)).toEqual({ name: 'wrong', ok: false, reason: 'ill' });
  expect(checks).toHaveLength(34);
});
