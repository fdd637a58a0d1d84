type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One header's value, whatever the case of its name; null when absent, empty, or sent more than once. */
export const headerOf = (headers: Headers, name: string): string | null => {
  const value = headers[name] ?? headers[spelling(headers, name)];
  if (typeof value === 'string') return value === '' ? null : value;
  return value?.length === 1 ? (value[0] ?? null) : null;
};

const spelling = (headers: Headers, name: string): string =>
  Object.keys(headers).find((key) => key.toLowerCase() === name) ?? name;
