import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';

type Notice = { readonly text: string; readonly isBad: boolean; readonly number: number };
type Notify = (text: string, kind?: 'good' | 'bad') => void;

const SHOWN_MS = 6_000;
const NoticesContext = createContext<Notify>(() => undefined);

/** Says what has just happened, aloud too. */
export const useNotify = (): Notify => useContext(NoticesContext);

export const NoticesProvider = ({ children }: { readonly children: ReactNode }) => {
  const [notice, setNotice] = useState<Notice | null>(null);
  const notify = useCallback<Notify>(
    (text, kind = 'good') =>
      setNotice((before) => ({ text, isBad: kind === 'bad', number: (before?.number ?? 0) + 1 })),
    [],
  );
  useEffect(() => {
    if (notice === null) return undefined;
    const timer = setTimeout(() => setNotice(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <NoticesContext.Provider value={notify}>
      {children}
      <div className="notices" role="status" aria-live="polite">
        {notice === null ? null : (
          <p className="notice" data-bad={notice.isBad} key={notice.number}>
            {notice.text}
          </p>
        )}
      </div>
    </NoticesContext.Provider>
  );
};
