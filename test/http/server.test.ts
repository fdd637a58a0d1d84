import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { listen } from '../../src/http/server.ts';
import { call } from './call.ts';

const HERE = { host: '127.0.0.1', port: 0 };

test('a stopping server finishes what it serves and takes nothing new', async () => {
  const arrived = Promise.withResolvers<void>();
  const server = await listen((_request, response) => {
    arrived.resolve();
    setTimeout(() => response.end('whole'), 200);
  }, HERE);
  const url = `http://127.0.0.1:${server.port}/`;
  const running = call(url);
  await arrived.promise;
  const closed = server.close(5_000);
  await expect(call(url)).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
  expect((await running).text).toBe('whole');
  await closed;
});

test('a request without end is cut when the time to stop is over', async () => {
  const arrived = Promise.withResolvers<void>();
  const server = await listen(() => arrived.resolve(), HERE);
  const running = call(`http://127.0.0.1:${server.port}/`);
  await arrived.promise;
  const started = performance.now();
  await Promise.all([server.close(100), expect(running).rejects.toThrow(/socket hang up|ECONNRESET/)]);
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('an idle connection does not hold up the end', async () => {
  const server = await listen((_request, response) => void response.end('ok'), HERE);
  const socket = connect(server.port, '127.0.0.1');
  await new Promise((resolve) => void socket.once('connect', resolve));
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await new Promise((resolve) => void socket.once('data', resolve));
  const started = performance.now();
  await server.close(3_000);
  expect(performance.now() - started).toBeLessThan(1_500);
  socket.destroy();
});

test('conflicting lengths are refused before anything is read', async () => {
  const server = await listen((_request, response) => void response.end('served'), HERE);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(server.port, '127.0.0.1', () =>
      socket.write(
        'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      ),
    );
    socket.once('data', (data) => resolve(data.toString()));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400/);
  await server.close(100);
});

test('what never becomes a request is answered by a problem too', async () => {
  const server = await listen((_request, response) => void response.end('served'), HERE);
  const long = await call(`http://127.0.0.1:${server.port}/?q=${'x'.repeat(20_000)}`);
  expect([long.status, long.body.code]).toEqual([431, 'too_large']);
  expect(long.headers['content-type']).toBe('application/problem+json');
  await server.close(100);
});

test('a port that is taken is an error that says so', async () => {
  const server = await listen(() => undefined, HERE);
  await expect(listen(() => undefined, { ...HERE, port: server.port })).rejects.toThrow(/EADDRINUSE/);
  await server.close(100);
});
