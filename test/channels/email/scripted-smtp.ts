import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export type Point = 'greeting' | 'ehlo' | 'auth' | 'mail' | 'rcpt' | 'data' | 'body' | 'dot' | 'quit';

/** A reply to give, a cut of the connection, or no answer at all. */
export type Action = string | { readonly cut: true } | { readonly silent: true };

export const CUT: Action = { cut: true };
export const SILENT: Action = { silent: true };

/** What to do at a point; undefined: what a good server does. */
export type Script = (point: Point, connection: number) => Action | undefined;

/** An SMTP server that does exactly as told, and remembers what it took. */
export type ScriptedSmtp = {
  readonly url: string;
  readonly port: number;
  /** Mails whose final dot was answered with 250. */
  readonly taken: string[];
  /** Final dots seen, answered or not. */
  readonly dots: () => number;
  readonly connections: () => number;
  readonly openNow: () => number;
  readonly mostAtOnce: () => number;
  setScript: (script: Script) => void;
  /** Cuts every connection now. */
  readonly cutAll: () => void;
  readonly close: () => Promise<void>;
};

const GOOD: Readonly<Record<Point, string | undefined>> = {
  greeting: '220 test ESMTP',
  ehlo: '250-test\r\n250-AUTH PLAIN\r\n250 SIZE 10000000',
  auth: '235 2.7.0 ok',
  mail: '250 2.1.0 ok',
  rcpt: '250 2.1.5 ok',
  data: '354 go on',
  body: undefined,
  dot: '250 2.0.0 queued',
  quit: '221 bye',
};

export const startScriptedSmtp = async (first: Script = () => undefined): Promise<ScriptedSmtp> => {
  let script = first;
  const taken: string[] = [];
  const sockets = new Set<Socket>();
  const counts = { dots: 0, connections: 0, mostAtOnce: 0 };
  const server = createServer((socket) => {
    counts.connections += 1;
    sockets.add(socket);
    counts.mostAtOnce = Math.max(counts.mostAtOnce, sockets.size);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    const connection = counts.connections;
    const act = (point: Point): void => {
      const action = script(point, connection) ?? GOOD[point];
      if (typeof action === 'string') socket.write(`${action}\r\n`);
      else if (action && 'cut' in action) socket.destroy();
    };
    talk(socket, act, (mail) => {
      counts.dots += 1;
      const action = script('dot', connection);
      if (action === undefined || (typeof action === 'string' && action.startsWith('2'))) taken.push(mail);
      act('dot');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    taken,
    dots: () => counts.dots,
    connections: () => counts.connections,
    openNow: () => sockets.size,
    mostAtOnce: () => counts.mostAtOnce,
    setScript: (next) => {
      script = next;
    },
    cutAll,
    close: () => {
      cutAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};

const VERBS: Readonly<Record<string, Point>> = {
  EHLO: 'ehlo',
  HELO: 'ehlo',
  AUTH: 'auth',
  MAIL: 'mail',
  RCPT: 'rcpt',
  DATA: 'data',
  QUIT: 'quit',
};

const talk = (socket: Socket, act: (point: Point) => void, onMail: (mail: string) => void): void => {
  let buffer = '';
  let isInBody = false;
  const readBody = (): void => {
    const end = buffer.indexOf('\r\n.\r\n');
    if (end < 0) return;
    const mail = buffer.slice(0, end);
    buffer = buffer.slice(end + 5);
    isInBody = false;
    onMail(mail.replaceAll('\r\n..', '\r\n.'));
  };
  const readLine = (line: string): void => {
    const point = VERBS[line.slice(0, 4).toUpperCase()];
    if (point === 'data') isInBody = true;
    if (point) act(point);
    else socket.write('500 what?\r\n');
  };
  const readLines = (): void => {
    const end = buffer.indexOf('\r\n');
    if (end < 0) return;
    const line = buffer.slice(0, end);
    buffer = buffer.slice(end + 2);
    readLine(line);
    if (!isInBody) readLines();
  };
  socket.on('data', (chunk) => {
    buffer += chunk.toString('latin1');
    if (isInBody) act('body');
    if (!isInBody) readLines();
    if (isInBody) readBody();
  });
  act('greeting');
};
