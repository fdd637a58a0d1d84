/** Text of shoppers and platforms, made harmless for one line of a mail: no control or direction characters, bounded. */
export const oneLine = (text: string | null, longest: number): string | null => {
  if (text === null) return null;
  const line = text
    .slice(0, longest * 4)
    .replaceAll(INVISIBLE, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line === '' ? null : shorten(line, longest);
};

/** C0 and C1 controls, line and paragraph separators, and the overrides that turn text around ("gpj.exe"). */
// eslint-disable-next-line no-control-regex -- these are the very characters to remove
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Cut between characters, never within one. */
const shorten = (text: string, longest: number): string => {
  const characters = Array.from(text);
  return characters.length <= longest
    ? text
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
};

export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
