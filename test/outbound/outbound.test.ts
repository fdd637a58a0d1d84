import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOutbound, type Lookup } from '../../src/outbound/outbound.ts';
import { systemLookup } from '../../src/outbound/lookup.ts';
import { type HonestServer, honestServer } from '../support/honest-server.ts';
import { realClock } from '../support/real-clock.ts';

let server: HonestServer;

beforeAll(async () => {
  server = await honestServer(({ url }, response) => {
    if (url === '/redirect') response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    else if (url === '/large') response.end('x'.repeat(5_000));
    else if (url === '/endless') drip(response);
    else if (url === '/silent') return;
    else if (url === '/cut') response.destroy();
    else if (url === '/bomb') response.writeHead(200, { 'content-encoding': 'gzip' }).end('xx');
    else response.writeHead(200, { 'x-served': 'yes' }).end('hello');
  });
});

const drip = (response: {
  write: (text: string) => unknown;
  on: (event: 'close', end: () => void) => unknown;
}) => {
  const timer = setInterval(() => response.write('x'), 10);
  response.on('close', () => clearInterval(timer));
};

afterAll(() => server.close());

/** A resolver that knows what the test says and counts how often it is asked. */
const lookupOf = (addresses: Record<string, string[]>) => {
  const asked: string[] = [];
  const lookup: Lookup = async (hostname) => {
    asked.push(hostname);
    const found = addresses[hostname];
    if (!found) throw Object.assign(new Error('secret name'), { code: 'ENOTFOUND' });
    return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return { lookup, asked };
};

const neverAnswers: Lookup = () => new Promise(() => undefined);

const guarded = (addresses: Record<string, string[]> = {}) => {
  const { lookup, asked } = lookupOf(addresses);
  return { outbound: createOutbound({ lookup, allowPrivate: false, clock: realClock }), asked };
};

const open = createOutbound({ lookup: systemLookup, allowPrivate: true, clock: realClock });

describe('the guard', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127。0。0。1/',
    'http://0/',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fd00::1]/',
    'https://10.0.0.1/',
  ])('refuses the literal address %s', async (url) => {
    const { outbound, asked } = guarded();
    expect((await outbound({ url })).kind).toBe('refused');
    expect(asked).toEqual([]);
  });

  it.each([
    'ftp://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://user:secret@shop.example/',
    'not a url',
    '',
  ])('refuses %s, which is no plain web address', async (url) => {
    expect((await guarded().outbound({ url })).kind).toBe('refused');
  });

  it('refuses a name when any one of its addresses is private', async () => {
    const { outbound } = guarded({ 'shop.example': ['93.184.216.34', '10.0.0.5'] });
    expect((await outbound({ url: `http://shop.example:${server.port}/` })).kind).toBe('refused');
  });

  it('refuses localhost by every name it goes by', async () => {
    const real = createOutbound({ lookup: systemLookup, allowPrivate: false, clock: realClock });
    for (const host of ['localhost', 'localhost.', 'LOCALHOST']) {
      const { kind } = await real({ url: `http://${host}:${server.port}/` });
      expect(kind === 'refused' || kind === 'unreachable').toBe(true);
    }
    expect(server.received).toEqual([]);
  });

  it('asks for a name once and connects to what it judged, so a name that turns private gains nothing', async () => {
    let answers = 0;
    const lookup: Lookup = async () => {
      answers += 1;
      return [{ address: answers === 1 ? '2001:4860:4860::8888' : '::ffff:127.0.0.1', family: 6 }];
    };
    const outbound = createOutbound({ lookup, allowPrivate: false, clock: realClock });
    const result = await outbound({ url: `http://turning.example:${server.port}/turned`, timeoutMs: 300 });
    expect(result.kind).toBe('unreachable');
    expect(answers).toBe(1);
    expect(server.received.map(({ url }) => url)).not.toContain('/turned');
  });

  it('says no more than the code of what went wrong', async () => {
    const { outbound } = guarded();
    expect(await outbound({ url: 'https://nowhere.example/?key=secret' })).toEqual({
      kind: 'unreachable',
      reason: 'ENOTFOUND',
    });
  });
});

describe('a call', () => {
  it('brings status, headers and body', async () => {
    const result = await open({ url: `${server.origin}/plain`, headers: { 'x-mine': '1' } });
    expect(result).toMatchObject({ kind: 'answered', status: 200, body: 'hello' });
    expect(result.kind === 'answered' && result.headers.get('x-served')).toBe('yes');
    expect(server.received.at(-1)?.headers['x-mine']).toBe('1');
  });

  it('sends a body with its length in bytes', async () => {
    await open({ url: `${server.origin}/post`, method: 'POST', body: '{"a":"ção"}' });
    expect(server.received.at(-1)).toMatchObject({ method: 'POST', body: '{"a":"ção"}' });
    expect(server.received.at(-1)?.headers['content-length']).toBe('13');
  });

  it('goes by the given resolver, whatever the name', async () => {
    const { lookup } = lookupOf({ 'shop.example': ['127.0.0.1'] });
    const outbound = createOutbound({ lookup, allowPrivate: true, clock: realClock });
    const result = await outbound({ url: `http://shop.example:${server.port}/` });
    expect(result).toMatchObject({ kind: 'answered', body: 'hello' });
    expect(server.received.at(-1)?.headers.host).toBe(`shop.example:${server.port}`);
  });

  it('does not follow redirects', async () => {
    expect(await open({ url: `${server.origin}/redirect` })).toMatchObject({ kind: 'answered', status: 302 });
  });

  it('ends an answer that is too large', async () => {
    const result = await open({ url: `${server.origin}/large`, maxResponseBytes: 1_000 });
    expect(result).toEqual({ kind: 'unreachable', reason: 'the answer is larger than 1000 bytes' });
  });

  it.each(['/silent', '/endless'])('ends %s after its time', async (path) => {
    const result = await open({ url: server.origin + path, timeoutMs: 100 });
    expect(result).toEqual({ kind: 'unreachable', reason: 'no complete answer within 100 ms' });
  });

  it('ends when the name is never resolved', async () => {
    const outbound = createOutbound({ lookup: neverAnswers, allowPrivate: false, clock: realClock });
    expect((await outbound({ url: 'https://slow.example/', timeoutMs: 50 })).kind).toBe('unreachable');
  });

  it('tells a cut connection from an answer', async () => {
    expect((await open({ url: `${server.origin}/cut` })).kind).toBe('unreachable');
  });

  it('does not inflate what it did not ask to be deflated', async () => {
    expect(await open({ url: `${server.origin}/bomb` })).toMatchObject({ kind: 'answered', body: 'xx' });
  });
});
