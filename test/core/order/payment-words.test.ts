import { expect, it } from 'vitest';
import { meaningGiven, paymentWords } from '../../../src/core/order/payment-words.ts';

it.each([
  ['Pix', 'pix', 'awaiting_shopper'],
  ['PIX_pagarme', 'pix', 'awaiting_shopper'],
  ['bolbradesco', 'boleto', 'awaiting_shopper'],
  ['woo-mercado-pago-ticket', 'boleto', 'awaiting_shopper'],
  ['Depósito bancário', 'bank_transfer', 'awaiting_shopper'],
  ['Przelew tradycyjny', 'bank_transfer', 'awaiting_shopper'],
  ['Pago Efectivo', 'voucher', 'awaiting_shopper'],
  ['MULTIBANCO (ifthenpay)', 'voucher', 'awaiting_shopper'],
  ['Płatność przy odbiorze', 'cash_on_delivery', 'due_later'],
  ['Contra reembolso', 'cash_on_delivery', 'due_later'],
  ['Contrareembolso', 'cash_on_delivery', 'due_later'],
  ['Net 30', 'terms', 'due_later'],
  ['Cartão de crédito', 'card', 'unknown'],
  ['Gift Card', 'other', 'unknown'],
  ['PayPal Express Checkout', 'redirect', 'unknown'],
  ['p24-online-payments', 'redirect', 'unknown'],
  ['rm-pagbank', 'redirect', 'unknown'],
  ['amazon_payments_advanced', 'card', 'unknown'],
  ['Swishy Pay', 'other', 'unknown'],
  ['Codfish Pay', 'other', 'unknown'],
  ['Pixie Money', 'other', 'unknown'],
  ['', 'other', 'unknown'],
])('%j is paid by %s and means %s while pending', (name, method, whilePending) => {
  expect(paymentWords(name)).toMatchObject({ method, whilePending });
});

it('the merchant’s word for a name is found whatever its case, accents and dashes', () => {
  const meanings = { 'Depósito-Fácil': 'due_later', __proto__: 'paid' } as const;
  expect(meaningGiven('deposito facil', meanings)).toBe('due_later');
  expect(meaningGiven('toString', meanings)).toBeUndefined();
});
