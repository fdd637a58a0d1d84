import { createHmac, createPublicKey, publicEncrypt, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createWix } from '../../../adapters/wix/index.ts';
import { claimsOf, domainEvent, INSTANCE, tokenOf, WIX_APP, wixFixture, wixKey } from './store.ts';

const receivedAt = new Date('2026-11-21T12:10:00Z');
const key = wixKey();
const stranger = wixKey();
const adapter = createWix(WIX_APP);

const judge = (body: string, at = receivedAt, secrets = [key.publicKey]) =>
  adapter.verify({ headers: {}, rawBody: Buffer.from(body), subpath: '', secrets, receivedAt: at });

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const cart = wixFixture('abandoned-checkout');
const eventType = 'wix.ecom.v1.abandoned_checkout_created';
const claims = claimsOf({ eventType, event: domainEvent({ createdEvent: { entity: cart } }, cart) });

const wrong = { valid: false, reason: 'signature_wrong' };

describe('a forged event', () => {
  it('is refused when it says that it needs no signature', () => {
    for (const alg of ['none', 'None', 'NONE', '']) {
      const unsigned = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
      for (const signature of ['', 'AA', 'e30'])
        expect([alg, judge(`${unsigned}.${signature}`).valid]).toEqual([alg, false]);
    }
  });

  it('is refused when the public key was taken for a secret', () => {
    for (const alg of ['HS256', 'RS256']) {
      const signed = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
      const der = createPublicKey(key.publicKey).export({ type: 'spki', format: 'der' });
      for (const secret of [key.publicKey, key.publicKey.trim(), der]) {
        const mac = createHmac('sha256', secret).update(signed).digest('base64url');
        expect(judge(`${signed}.${mac}`)).toEqual(wrong);
      }
    }
  });

  it.each([
    ['a longer hash', { alg: 'RS512' }],
    ['another padding', { alg: 'PS256' }],
    ['another kind', { alg: 'ES256' }],
    ['no algorithm', { typ: 'JWT' }],
    ['several', { alg: ['RS256'] }],
    ['an extension that we do not understand', { alg: 'RS256', crit: ['exp'], exp: 1 }],
    ['another letter case', { alg: 'rs256' }],
  ])('is refused when its header says %s, though the right key signed', (_, header) => {
    expect(judge(tokenOf(claims, key, header))).toEqual(wrong);
  });

  it('is refused when it brings its own key or says where to find one', () => {
    const jwk = createPublicKey(stranger.publicKey).export({ format: 'jwk' });
    for (const header of [
      { alg: 'RS256', jwk },
      { alg: 'RS256', jku: 'https://evil.example/keys', kid: 'mine' },
      { alg: 'RS256', x5u: 'https://evil.example/cert' },
      { alg: 'RS256', kid: '../../dev/null' },
    ])
      expect(judge(tokenOf(claims, stranger, header))).toEqual(wrong);
  });

  it('is refused by PSS, and with a signature that is none', () => {
    const signed = `${part({ alg: 'RS256' })}.${part(claims)}`;
    const pss = sign('sha256', Buffer.from(signed), { key: key.privateKey, padding: 6 });
    const encrypted = publicEncrypt(key.publicKey, Buffer.from('x'));
    for (const signature of [pss, encrypted, Buffer.alloc(256), Buffer.alloc(256, 255), Buffer.alloc(1)])
      expect(judge(`${signed}.${signature.toString('base64url')}`)).toEqual(wrong);
  });

  it('is refused when right parts are put together anew', () => {
    const [header, , signature] = tokenOf(claims, key).split('.');
    const other = claimsOf({ eventType: 'AppRemoved' });
    expect(judge(`${header}.${part(other)}.${signature}`)).toEqual(wrong);
    expect(judge(`${header}.${part({ ...claims, exp: 99_999_999_999 })}.${signature}`)).toEqual(wrong);
  });

  it('is refused when it is signed and no object', () => {
    for (const payload of [null, [], 'text', 1]) expect(judge(tokenOf(payload, key))).toEqual(wrong);
  });
});

const ending = (exp: unknown) => judge(tokenOf({ ...claims, exp }, key));

describe('the time of an event', () => {
  it('is over when it says so', () => {
    const now = receivedAt.getTime() / 1_000;
    expect(ending(now - 1)).toEqual({ valid: false, reason: 'timestamp_off' });
    expect(ending(now)).toEqual({ valid: false, reason: 'timestamp_off' });
    expect(ending(now + 1).valid).toBe(true);
  });

  it('is refused when it is no number', () => {
    for (const exp of ['9999999999', null, {}, [9_999_999_999], true]) expect(ending(exp).valid).toBe(false);
  });

  it('may be left out, and must have begun', () => {
    const { exp: _, ...endless } = claims;
    expect(judge(tokenOf(endless, key)).valid).toBe(true);
    const nbf = receivedAt.getTime() / 1_000 + 3_600;
    expect(judge(tokenOf({ ...claims, nbf }, key)).valid).toBe(false);
  });
});

const removedKey = (iat: number, exp: number) => {
  const verdict = judge(tokenOf(claimsOf({ eventType: 'AppRemoved', iat, exp }), key));
  return verdict.valid ? verdict.dedupeKey : null;
};

describe('a signed event', () => {
  it('is told by its topic, its instance and its own id', () => {
    const event = domainEvent({ id: 'e1', createdEvent: { entity: cart } }, cart);
    expect(judge(tokenOf(claimsOf({ eventType, event }), key))).toEqual({
      valid: true,
      encoding: 'json',
      topic: eventType,
      storeKey: INSTANCE,
      dedupeKey: `${INSTANCE}:e1`,
    });
  });

  it('is the same one when it is signed anew for another try', () => {
    const event = domainEvent({ createdEvent: { entity: cart } }, cart);
    const keyOf = (iat: number) => {
      const verdict = judge(tokenOf(claimsOf({ eventType, event, iat }), key));
      return verdict.valid ? verdict.dedupeKey : null;
    };
    const iat = receivedAt.getTime() / 1_000;
    expect(keyOf(iat)).not.toBeNull();
    expect(keyOf(iat - 600)).toBe(keyOf(iat));
  });

  it('of the app has no id: removed today is another one than removed last week', () => {
    const now = receivedAt.getTime() / 1_000;
    expect(removedKey(now - 604_800, now + 60)).not.toBe(removedKey(now, now + 60));
    expect(removedKey(now, now + 60)).toBe(removedKey(now, now + 60));
  });

  it.each([
    ['no data', {}],
    ['data that is no JSON', { data: '{"eventType":' }],
    ['data of another kind', { data: [1, 2] }],
    ['an instance that is no name', { data: { eventType, instanceId: '../x' } }],
    ['a topic that is no name', { data: { eventType: 'a b<script>', instanceId: INSTANCE } }],
    ['data nested without end', { data: `${'['.repeat(90_000)}${']'.repeat(90_000)}` }],
    ['text within text without end', { data: JSON.stringify({ data: JSON.stringify({ data: '{}' }) }) }],
  ])('with %s is taken, names what it can, and hurts nobody', (_, told) => {
    const verdict = judge(tokenOf(told, key));
    expect(verdict.valid).toBe(true);
    const topic = verdict.valid ? verdict.topic : '';
    const stored = adapter.minimise(topic, tokenOf(told, key));
    const store = { ...wixFacts };
    expect(adapter.observe({ topic, body: stored, receivedAt, store }).kind).not.toBe('observed');
  });
});

const wixFacts = {
  externalKey: INSTANCE,
  url: null,
  currency: 'BRL',
  country: 'BR',
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  paymentMeanings: {},
};
