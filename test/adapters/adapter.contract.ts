import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Adapter, Observed, WebhookRequest } from '../../src/ports/adapter.ts';
import type { AdapterCases, Signing } from './cases.ts';
import { spoiltVariants, withLists } from './hostile-bodies.ts';
import { describeListing } from './listing.contract.ts';
import { describeWork } from './work.contract.ts';
import { faultsOf } from './soundness.ts';

const receivedAt = new Date('2026-11-21T12:10:00Z');

export const describeAdapter = (name: string, cases: AdapterCases): void => {
  describe(`${name}: the contract of every adapter`, () => {
    if (cases.signing !== null) describeVerify(cases.create(), cases.signing);
    describeMinimise(cases);
    describeObserve(cases);
    if (cases.listing !== null) describeListing(cases, cases.listing);
    if (cases.listing !== null) describeWork(cases, cases.listing);
  });
};

const describeVerify = (adapter: Adapter, { headers, header, sign, otherwise }: Signing): void => {
  const body = Buffer.from('{"id":1,"name":"Ação ☕"}');
  const right = sign(body, 'current');
  const judge = (signature: string | readonly string[] | undefined, more: Partial<WebhookRequest> = {}) =>
    adapter.verify({
      headers: { ...headers, [header]: signature },
      rawBody: body,
      subpath: '',
      secrets: ['current', 'previous'],
      receivedAt,
      ...more,
    });

  describe('verify', () => {
    it('accepts the right signature, of the current and of the previous secret', () => {
      expect(judge(right).valid).toBe(true);
      expect(judge(sign(body, 'previous')).valid).toBe(true);
    });

    it('gives repetitions of one delivery one key', () => {
      expect(judge(right)).toEqual(judge(right));
    });

    it('refuses a signature by any other secret, the empty one included', () => {
      expect(judge(sign(body, 'other')).valid).toBe(false);
      expect(judge(sign(body, 'other'), { secrets: [] }).valid).toBe(false);
    });

    it('refuses a signature that is missing, empty or sent twice', () => {
      expect(judge(undefined)).toEqual({ valid: false, reason: 'signature_missing' });
      expect(judge('')).toEqual({ valid: false, reason: 'signature_missing' });
      expect(judge([right, right]).valid).toBe(false);
    });

    it('refuses a signature that is cut, lengthened, padded or written otherwise', () => {
      const spoilt = [
        right.slice(0, -1),
        right.slice(1),
        `${right}=`,
        ` ${right}`,
        `${right}\n`,
        'x',
        '\u0000',
      ];
      for (const signature of [...spoilt, ...otherwise(right)]) {
        expect([signature, judge(signature).valid]).toEqual([signature, false]);
      }
    });

    it('refuses a body that differs by one byte, by a byte-order mark, or is empty', () => {
      const changed = Buffer.from(body);
      changed[3] = (changed[3] ?? 0) ^ 1;
      for (const rawBody of [
        changed,
        Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]),
        Buffer.alloc(0),
      ]) {
        expect(judge(right, { rawBody }).valid).toBe(false);
      }
    });

    it('refuses a signature over another body, the empty one included', () => {
      expect(judge(sign(Buffer.alloc(0), 'current')).valid).toBe(false);
    });

    it('never throws, whatever the headers hold', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), (signature, rawBody) => {
          expect(judge(signature, { rawBody }).valid).toBe(false);
        }),
      );
    });
  });
};

const describeMinimise = ({ create, deliveries, forbidden }: AdapterCases): void => {
  const adapter = create();
  describe('minimise', () => {
    it('keeps no card, tax id, address of a machine or browser', () => {
      const given = JSON.stringify(deliveries.map(({ body }) => body));
      const kept = JSON.stringify(deliveries.map(({ topic, body }) => adapter.minimise(topic, body)));
      for (const secret of forbidden) {
        expect(given, `no fixture holds ${secret}`).toContain(secret);
        expect(kept).not.toContain(secret);
      }
    });

    it('keeps the same when it is done twice', () => {
      for (const { topic, body } of deliveries) {
        const once = adapter.minimise(topic, body);
        expect(adapter.minimise(topic, once)).toEqual(once);
      }
    });

    it('keeps nothing of a topic it does not know', () => {
      for (const { body } of deliveries) {
        expect(adapter.minimise('unknown/topic', body)).toEqual({});
        expect(adapter.minimise('__proto__', body)).toEqual({});
      }
    });

    it('leaves the body it was given as it was', () => {
      for (const { topic, body } of deliveries) {
        const before = structuredClone(body);
        adapter.minimise(topic, body);
        expect(body).toEqual(before);
      }
    });
  });
};

const describeObserve = ({ create, deliveries, store }: AdapterCases): void => {
  const adapter = create();
  const observe = (topic: string, body: unknown): Observed =>
    adapter.observe({ topic, body, receivedAt, store });

  describe('observe', () => {
    it.each(deliveries)(
      'tells the same of $name from what is stored as from the whole body',
      ({ topic, body }) => {
        const stored: unknown = JSON.parse(JSON.stringify(adapter.minimise(topic, body)));
        expect(observe(topic, stored)).toEqual(observe(topic, body));
        expect(observe(topic, body)).toEqual(observe(topic, body));
      },
    );

    it('knows nothing of topics that are not its own', () => {
      expect(observe('unknown/topic', {}).kind).not.toBe('observed');
      expect(observe('constructor', {}).kind).not.toBe('observed');
    });

    it.each(deliveries)('survives every hostile value in every field of $name', ({ topic, body }) => {
      for (const spoilt of spoiltVariants(body)) {
        const told = observe(topic, spoilt);
        expect(faultsOf(told)).toEqual([]);
        const stored: unknown = JSON.parse(JSON.stringify(adapter.minimise(topic, spoilt)));
        expect(observe(topic, stored)).toEqual(told);
      }
    });

    it('survives bodies that are no object at all', () => {
      for (const { topic } of deliveries) {
        for (const body of [null, undefined, 1, 'text', true, [], [[]], {}, [{}], Number.NaN]) {
          expect(faultsOf(observe(topic, body))).toEqual([]);
          adapter.minimise(topic, body);
        }
      }
    });

    it('tells a body that could not be read from one that says nothing', () => {
      for (const { topic } of deliveries) {
        const stored: unknown = JSON.parse(JSON.stringify(adapter.minimise(topic, '{"id":') ?? null));
        expect([topic, observe(topic, stored).kind]).toEqual([topic, 'malformed']);
      }
    });

    it('survives arbitrary JSON', () => {
      fc.assert(
        fc.property(fc.constantFrom(...deliveries), fc.jsonValue({ maxDepth: 6 }), ({ topic }, body) => {
          expect(faultsOf(observe(topic, body))).toEqual([]);
        }),
      );
    });

    it('survives five thousand lines', () => {
      for (const { topic, body } of deliveries)
        expect(faultsOf(observe(topic, withLists(body, 5_000)))).toEqual([]);
    });
  });
};
