import { expect, it } from 'vitest';
import { returnPathOf } from '../../../src/core/message/return-path.ts';

it('bounces name the message that bounced, and go to the sender where the store has no address for them', () => {
  const header = '<01abc@retorno.example>';
  expect(returnPathOf('bounces@shop.example', header)).toBe('bounces+01abc@shop.example');
  expect(returnPathOf(null, header)).toBeNull();
  expect(returnPathOf('@shop.example', header)).toBeNull();
});
