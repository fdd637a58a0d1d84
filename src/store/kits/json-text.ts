/**
 * JSON as it stands in a column. Instants inside survive: a Date is written as `{"$at":<milliseconds>}`, so what a
 * row gives back is what was put in, `undefined` members excepted.
 */
export const writeJson = (value: unknown): string => JSON.stringify(withMarks(value));

export const readJson = (text: string): unknown => {
  const value: unknown = JSON.parse(text);
  return text.includes('"$at"') ? withDates(value) : value;
};

const withMarks = (value: unknown): unknown => {
  if (value instanceof Date) return { $at: value.getTime() };
  if (Array.isArray(value)) return value.map(withMarks);
  return isObject(value) ? mapMembers(value, withMarks) : value;
};

const withDates = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withDates);
  if (!isObject(value)) return value;
  const at = value['$at'];
  return typeof at === 'number' && Object.keys(value).length === 1
    ? new Date(at)
    : mapMembers(value, withDates);
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** `defineProperty`, since a plain assignment of the member `__proto__` would be lost. */
const mapMembers = (value: Record<string, unknown>, map: (member: unknown) => unknown) => {
  const mapped: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    if (name === '__proto__')
      Object.defineProperty(mapped, name, { value: map(value[name]), enumerable: true });
    else mapped[name] = map(value[name]);
  }
  return mapped;
};
