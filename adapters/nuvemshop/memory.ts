/** How to write the token: the two official documents contradict each other. */
export type HeaderForm = 'authentication' | 'authorization';

/** What is remembered between calls to one store's API; in memory only, so a restart learns it anew. */
export type Memory = {
  readonly headerForm: (storeId: string) => HeaderForm;
  readonly worked: (storeId: string, form: HeaderForm) => void;
  /** The API said that no call is left until then. */
  readonly exhausted: (storeId: string, until: Date) => void;
  readonly restMs: (storeId: string, now: Date) => number;
};

export const createMemory = (): Memory => {
  const others = new Set<string>();
  const rests = new Map<string, number>();
  return {
    headerForm: (storeId) => (others.has(storeId) ? 'authorization' : 'authentication'),
    worked: (storeId, form) => {
      if (form === 'authorization') others.add(storeId);
      else others.delete(storeId);
    },
    exhausted: (storeId, until) => {
      rests.set(storeId, until.getTime());
    },
    restMs: (storeId, now) => {
      const leftMs = (rests.get(storeId) ?? 0) - now.getTime();
      if (leftMs <= 0) rests.delete(storeId);
      return Math.max(0, leftMs);
    },
  };
};
