/** The header that lets a call in; none where there is no token, so that the answer says what is wrong. */
export const bearer = (token: string | null | undefined): Readonly<Record<string, string>> =>
  token === null || token === undefined ? {} : { Authorization: `Bearer ${token}` };
