import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Adapter, WebhookRequest } from '../../src/ports/adapter.ts';

/** For platforms whose signature is no header but part of the body. */
export type SignedBodyCases = {
  readonly create: () => Adapter;
  /** What the operator sets so that bodies of this signer are believed. */
  readonly secretOf: (name: Signer) => string;
  readonly sign: (name: Signer) => Buffer;
};

export type Signer = 'current' | 'previous' | 'other';

const receivedAt = new Date('2026-11-21T12:10:00Z');

export const describeSignedBody = (name: string, { create, secretOf, sign }: SignedBodyCases): void => {
  const adapter = create();
  const judge = (rawBody: Uint8Array, more: Partial<WebhookRequest> = {}) =>
    adapter.verify({
      headers: { 'content-type': 'text/plain' },
      rawBody,
      subpath: '',
      secrets: [secretOf('current'), secretOf('previous')],
      receivedAt,
      ...more,
    });

  describe(`${name}: a body that carries its signature`, () => {
    const right = sign('current');

    it('is accepted from the current and from the previous signer, and from nobody else', () => {
      expect(judge(right).valid).toBe(true);
      expect(judge(sign('previous')).valid).toBe(true);
      expect(judge(sign('other')).valid).toBe(false);
      expect(judge(right, { secrets: [] }).valid).toBe(false);
      expect(judge(right, { secrets: ['', 'no key at all'] }).valid).toBe(false);
    });

    it('has one key for all its repetitions', () => {
      expect(judge(right)).toEqual(judge(right));
    });

    it('is refused when it is missing, with a reason', () => {
      expect(judge(Buffer.alloc(0))).toEqual({ valid: false, reason: 'signature_missing' });
      expect(judge(Buffer.from('{"id":1}'))).toEqual({ valid: false, reason: 'signature_missing' });
    });

    it('is refused when any byte of it is another', () => {
      for (let at = 0; at < right.length; at += 1) {
        const spoilt = Buffer.from(right);
        spoilt[at] = (spoilt[at] ?? 0) ^ 1;
        expect([at, judge(spoilt).valid]).toEqual([at, false]);
      }
    });

    it('is refused when it is cut, lengthened, padded or led by a byte-order mark', () => {
      const text = right.toString();
      for (const spoilt of [
        text.slice(0, -1),
        text.slice(1),
        `${text}=`,
        `${text}==`,
        ` ${text}`,
        `${text}\n`,
        `"${text}"`,
        `${text}.`,
        `\uFEFF${text}`,
      ]) {
        expect([spoilt.length, judge(Buffer.from(spoilt)).valid]).toEqual([spoilt.length, false]);
      }
    });

    it('never makes verify throw', () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
          expect(judge(bytes).valid).toBe(false);
        }),
      );
    });
  });
};
