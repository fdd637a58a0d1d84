import { useEffect, useState } from 'react';

/** The present, moving on every half minute: for "in 5 minutes" and "today". */
export const useNow = (): Date => {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
};
