import { useSearchParams } from 'react-router';

export type Filters = {
  readonly get: (name: string) => string;
  /** Changes filters and goes back to the first page; empty ones leave the address. */
  readonly set: (changes: Readonly<Record<string, string>>) => void;
};

/** A list's filters stand in the page's address, so that they can be passed on and kept. */
export const useFilters = (): Filters => {
  const [search, setSearch] = useSearchParams();
  return {
    get: (name) => search.get(name) ?? '',
    set: (changes) =>
      setSearch(
        (before) => {
          const changed = new URLSearchParams(before);
          changed.delete('cursor');
          for (const [name, value] of Object.entries(changes)) {
            if (value === '') changed.delete(name);
            else changed.set(name, value);
          }
          return changed;
        },
        { replace: true },
      ),
  };
};
