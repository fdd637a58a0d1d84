import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verify } from '../../../adapters/woocommerce/verify.ts';

const now = new Date('2026-11-21T12:00:00Z');
const seconds = now.getTime() / 1_000;
const rawBody = Buffer.from('{"cart":{"id":"a"}}');

const judge = (headers: Record<string, string>, body: Uint8Array = rawBody) =>
  verify({ headers, rawBody: body, subpath: '', secrets: ['s'], receivedAt: now });

const plugin = (timestamp: string) =>
  judge({
    'x-retorno-timestamp': timestamp,
    'x-retorno-signature': `v1=${createHmac('sha256', 's').update(`${timestamp}.`).update(rawBody).digest('hex')}`,
  });

const core = (topic: string, deliveryId: string, text = '{"id":734}') => {
  const body = Buffer.from(text);
  const judged = judge(
    {
      'x-wc-webhook-topic': topic,
      'x-wc-webhook-delivery-id': deliveryId,
      'x-wc-webhook-signature': createHmac('sha256', 's').update(body).digest('base64'),
    },
    body,
  );
  if (!judged.valid) throw new Error(judged.reason);
  return judged.dedupeKey;
};

describe('the plugin’s carts', () => {
  it('are accepted up to a day off the clock, both ways', () => {
    for (const timestamp of [seconds, seconds - 86_400, seconds + 86_400]) {
      expect(plugin(String(timestamp))).toMatchObject({
        valid: true,
        topic: 'retorno.cart',
        encoding: 'json',
      });
    }
  });

  it('are refused beyond it, and the reason is the clock', () => {
    for (const timestamp of [seconds - 86_401, seconds + 86_401, 0]) {
      expect(plugin(String(timestamp))).toEqual({ valid: false, reason: 'timestamp_off' });
    }
  });

  it.each(['', 'NaN', '1e9', '-1', ' 1', '9'.repeat(30)])(
    'are refused with the timestamp %j',
    (timestamp) => {
      expect(plugin(timestamp).valid).toBe(false);
    },
  );

  it('sent again at another time are the same delivery', () => {
    const keys = [plugin(String(seconds)), plugin(String(seconds - 60))].map(
      (judged) => judged.valid && judged.dedupeKey,
    );
    expect(keys[0]).toBe(keys[1]);
  });
});

describe('the core’s deliveries', () => {
  it('of one state are one, whatever topic and delivery id they come by', () => {
    expect(core('order.created', 'a')).toBe(core('order.updated', 'b'));
  });

  it('of two states are two, though the delivery id is the same', () => {
    expect(core('order.updated', 'a', '{"id":1,"status":"pending"}')).not.toBe(
      core('order.updated', 'a', '{"id":1,"status":"processing"}'),
    );
  });

  it('of an order deleted twice are two', () => {
    expect(core('order.deleted', 'a')).not.toBe(core('order.deleted', 'b'));
    expect(core('order.deleted', 'a')).not.toBe(core('order.restored', 'a'));
  });
});

describe('the ping', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  it('is accepted unsigned', () => {
    expect(judge(form, Buffer.from('webhook_id=12'))).toMatchObject({
      valid: true,
      topic: 'ping',
      encoding: 'form',
    });
  });

  it.each(['webhook_id=12&x=1', 'webhook_id=', 'webhook_id=abc', `webhook_id=${'1'.repeat(50)}`, '{}', ''])(
    'is not %j',
    (text) => {
      expect(judge(form, Buffer.from(text))).toEqual({ valid: false, reason: 'signature_missing' });
    },
  );

  it('is a form and nothing else', () => {
    expect(judge({ 'content-type': 'application/json' }, Buffer.from('webhook_id=12')).valid).toBe(false);
  });
});
