import { useState } from 'react';

export type Draft<Value> = {
  readonly draft: Value;
  readonly isChanged: boolean;
  readonly change: (change: Partial<Value>) => void;
  readonly discard: () => void;
};

/** What is typed over what the server holds; members nobody touched follow the server's. */
export const useDraft = <Value extends object>(saved: Value): Draft<Value> => {
  const [changes, setChanges] = useState<Partial<Value>>({});
  const draft = { ...saved, ...changes };
  return {
    draft,
    isChanged: JSON.stringify(draft) !== JSON.stringify(saved),
    change: (change) => setChanges((before) => ({ ...before, ...change })),
    discard: () => setChanges({}),
  };
};
