import { passed, stop, type Check } from '../check.ts';

export const surfacedTooLate: Check = {
  code: 'surfaced_too_late',
  ask: ({ snapshot: { store }, plan: { lateMs } }) => {
    const facts = { lateMs, maxLatenessMs: store.settings.maxLatenessMs };
    return lateMs > store.settings.maxLatenessMs ? stop('surfaced_too_late', facts) : passed(facts);
  },
};
