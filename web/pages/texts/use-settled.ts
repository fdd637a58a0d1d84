import { useEffect, useState } from 'react';

const TYPING_PAUSE_MS = 500;

/** A value once it has stopped changing, so that a mail is not rendered for every letter. */
export const useSettled = <Value>(value: Value): Value => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
};
