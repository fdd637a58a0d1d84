import { useEffect, useState } from 'react';
import { TextField } from '@shopify/polaris';
import type { Filters } from './use-filters.ts';

type Props = {
  readonly name: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly filters: Filters;
  readonly disabled?: boolean;
};

const TYPING_PAUSE_MS = 350;

/** A filter one types: it takes effect when the typing pauses. */
export const SearchField = ({ name, label, placeholder, filters, disabled = false }: Props) => {
  const applied = filters.get(name);
  const [typed, setTyped] = useState<string | null>(null);
  const { set } = filters;
  useEffect(() => {
    if (typed === null) return undefined;
    const timer = setTimeout(() => {
      set({ [name]: typed.trim() });
      setTyped(null);
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
    // Each letter starts the pause anew; `set` is another function on every render.
  }, [typed]);
  const clear = (): void => {
    setTyped(null);
    set({ [name]: '' });
  };
  return (
    <TextField
      label={label}
      placeholder={placeholder ?? ''}
      value={typed ?? applied}
      disabled={disabled}
      autoComplete="off"
      clearButton
      onClearButtonClick={clear}
      onChange={setTyped}
    />
  );
};
