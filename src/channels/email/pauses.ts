/** Why something is not tried for a while. */
export type Pause = { readonly reason: string; readonly until: Date };

export type Pauses = {
  /** The pause in force, or null. */
  readonly of: (key: string, now: Date) => Pause | null;
  /** Begins a pause, twice as long as the last one; while one is in force, it stays as it is. */
  readonly begin: (key: string, reason: string, now: Date) => Pause;
  /** It works again: the next pause is a short one. */
  readonly clear: (key: string) => void;
};

const SHORTEST_MS = 10_000;
const LONGEST_MS = 15 * 60_000;

/** Growing pauses by key. After one has ended, the next attempt is the probe. */
export const createPauses = (): Pauses => {
  const pauses = new Map<string, Pause & { readonly lengthMs: number }>();
  const inForce = (key: string, now: Date) => {
    const pause = pauses.get(key);
    return pause && pause.until > now ? pause : null;
  };
  return {
    of: inForce,
    begin: (key, reason, now) => {
      const standing = inForce(key, now);
      if (standing) return standing;
      const last = pauses.get(key);
      const lengthMs = last ? Math.min(last.lengthMs * 2, LONGEST_MS) : SHORTEST_MS;
      const pause = { reason, until: new Date(now.getTime() + lengthMs), lengthMs };
      pauses.set(key, pause);
      return pause;
    },
    clear: (key) => {
      pauses.delete(key);
    },
  };
};
