import type { IncomingMessage } from 'node:http';

const SESSION = 'retorno_session';
const CONNECT = 'retorno_connect';

/** The session cookie's token; null when there is none, or more than one to choose from. */
export const readSessionCookie = (request: IncomingMessage): string | null => readCookie(request, SESSION);

/** Of the browser that began to connect a store. */
export const readConnectCookie = (request: IncomingMessage): string | null => readCookie(request, CONNECT);

const readCookie = (request: IncomingMessage, name: string): string | null => {
  const values = (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  const [value] = values;
  return values.length === 1 && value !== undefined && /^[\w-]{20,200}$/.test(value) ? value : null;
};

/** `Secure` only where the public address is https: a browser would drop the cookie otherwise. */
export const sessionCookie = (token: string, expiresAt: Date, isHttps: boolean): string =>
  cookie(`${SESSION}=${token}; Path=/`, expiresAt, isHttps);

/** Lax, since the way back from the platform is a link followed from elsewhere. */
export const connectCookie = (token: string, expiresAt: Date, isHttps: boolean): string =>
  cookie(`${CONNECT}=${token}; Path=/connect`, expiresAt, isHttps);

export const endedCookie = (isHttps: boolean): string => sessionCookie('', new Date(0), isHttps);

const cookie = (start: string, expiresAt: Date, isHttps: boolean): string =>
  `${start}; Expires=${expiresAt.toUTCString()}; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`;
