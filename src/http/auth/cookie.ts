import type { IncomingMessage } from 'node:http';

const NAME = 'retorno_session';

/** The session cookie's token; null when there is none, or more than one to choose from. */
export const readSessionCookie = (request: IncomingMessage): string | null => {
  const values = (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${NAME}=`))
    .map((pair) => pair.slice(NAME.length + 1));
  const [value] = values;
  return values.length === 1 && value !== undefined && /^[\w-]{20,200}$/.test(value) ? value : null;
};

/** `Secure` only where the public address is https: a browser would drop the cookie otherwise. */
export const sessionCookie = (token: string, expiresAt: Date, isHttps: boolean): string =>
  `${NAME}=${token}; Path=/; Expires=${expiresAt.toUTCString()}; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`;

export const endedCookie = (isHttps: boolean): string => sessionCookie('', new Date(0), isHttps);
