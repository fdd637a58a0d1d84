/** Structured events, never prose with a person's data: no e-mail, phone, token or return URL. */
export type Log = {
  readonly debug: (fields: Readonly<Record<string, unknown>>, event: string) => void;
  readonly info: (fields: Readonly<Record<string, unknown>>, event: string) => void;
  readonly warn: (fields: Readonly<Record<string, unknown>>, event: string) => void;
  readonly error: (fields: Readonly<Record<string, unknown>>, event: string) => void;
};
