/** What the page was opened with; moving between pages leaves it behind. */
const OPENED_WITH = new URLSearchParams(window.location.search);

export const openedWith = (name: string): string | null => OPENED_WITH.get(name);

/** Parameters by which another page of ours may stand in the same frame. */
export const frameQuery = (...names: readonly string[]): string => {
  const kept = names.flatMap((name) => {
    const value = openedWith(name);
    return value === null ? [] : [[name, value]];
  });
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept).toString()}`;
};

/** Tokens in an address would stay in the browser's history and in the frame's own. */
export const forgetInAddress = (...names: readonly string[]): void => {
  const url = new URL(window.location.href);
  for (const name of names) url.searchParams.delete(name);
  window.history.replaceState(window.history.state, '', url);
};
