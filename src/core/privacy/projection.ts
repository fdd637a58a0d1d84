/**
 * What of a platform's body may be kept. An allow-list: what a shape does not name is dropped, so a field that a
 * platform adds tomorrow is never stored by accident.
 */
export type Shape = { readonly [field: string]: Keep };

/** `scalar` keeps text, numbers and flags, never objects; a function decides by itself; `[shape]` is a list. */
export type Keep = typeof scalar | ((value: unknown) => unknown) | Shape | readonly [Shape];

export const scalar = 'scalar';

/** Makes the projection once; what it returns runs on every webhook, before the body reaches the disk. */
export const projection = (shape: Shape): ((value: unknown) => Record<string, unknown>) => {
  const fields = Object.entries(shape).map(([name, keep]) => ({ name, read: reader(keep) }));
  return (value) => {
    const kept: Record<string, unknown> = {};
    if (!isRecord(value)) return kept;
    for (const { name, read } of fields) {
      if (!Object.hasOwn(value, name)) continue;
      const field = read(value[name]);
      if (field !== undefined) kept[name] = field;
    }
    return kept;
  };
};

/**
 * What `project` keeps of a body. Of what is no JSON object nothing, which is not an object without members: an
 * adapter's `observe` tells the two apart.
 */
export const projectBody = (project: ReturnType<typeof projection>, body: unknown): unknown =>
  isRecord(body) ? project(body) : null;

const reader = (keep: Keep): ((value: unknown) => unknown) => {
  if (typeof keep === 'function') return keep;
  if (keep === scalar) return keepScalar;
  if (isList(keep)) {
    const project = projection(keep[0]);
    return (value) => (Array.isArray(value) ? value.filter(isRecord).map(project) : undefined);
  }
  const project = projection(keep);
  return (value) => (isRecord(value) ? project(value) : undefined);
};

const isList = (keep: Shape | readonly [Shape]): keep is readonly [Shape] => Array.isArray(keep);

/** `1e999` reads as infinity and would be stored as null. */
const keepScalar = (value: unknown): unknown => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
};

/** A plain JSON object: no list, no null. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * For words that people type (names, titles): keeps text, with card numbers and written-out Brazilian tax ids
 * blotted out. Not for ids: one in ten of them passes the card number's check digit.
 */
export const keepWords = (value: unknown): unknown =>
  typeof value === 'string' ? withoutSecretNumbers(value) : undefined;

export const withoutSecretNumbers = (text: string): string =>
  MAY_HIDE_NUMBER.test(text)
    ? text.replace(TAX_ID, BLOT).replace(LONG_NUMBER, (run) => (isCardNumber(run) ? BLOT : run))
    : text;

const BLOT = '…';
const MAY_HIDE_NUMBER = /\d{2}[\d .-]{6,}/;
/** CPF `123.456.789-09` and CNPJ `12.345.678/0001-95` as they are written. */
const TAX_ID = /\d{3}\.\d{3}\.\d{3}-\d{2}|\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}/g;
const LONG_NUMBER = /\d(?:[ .-]?\d){12,18}/g;

const isCardNumber = (run: string): boolean => {
  const digits = run.replace(/\D/g, '');
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - place));
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

/** Phones as given. More than 15 digits is no phone (E.164), and might be a card. */
export const keepPhone = (value: unknown): unknown => {
  if (typeof value !== 'string' || value.length > 64) return undefined;
  return value.replace(/\D/g, '').length > 15 ? undefined : value;
};

/** E-mail addresses as given: text with an `@`, of a length that can be one. */
export const keepEmail = (value: unknown): unknown =>
  typeof value === 'string' && value.length <= 320 && value.includes('@') ? value : undefined;
