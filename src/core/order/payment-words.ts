import type { PaymentMethod, PaymentState } from '../words/vocabulary.ts';

/** How a gateway or method is meant, told by its name; `whilePending` is what "not paid yet" means there. */
export type PaymentWords = { readonly method: PaymentMethod; readonly whilePending: PaymentState };

/**
 * Reads the names shops and platforms give to ways of paying, in the languages we know. A name that says nothing
 * leaves `unknown`, which counts as bought: better one reminder too few than one to a buyer.
 */
export const paymentWords = (name: string): PaymentWords => {
  const plain = plainWords(name);
  const found = WORDS.find(({ pattern }) => pattern.test(plain));
  return found ?? { method: 'other', whilePending: 'unknown' };
};

/** The merchant's own mapping of a name, whatever its case. */
export const meaningGiven = (
  name: string,
  meanings: Readonly<Record<string, PaymentState>>,
): PaymentState | undefined => {
  const plain = plainWords(name);
  const own = Object.entries(meanings).find(([key]) => plainWords(key) === plain);
  return own?.[1];
};

/** Lower case, no accents, `_` and `-` as spaces. */
const plainWords = (name: string): string =>
  name
    .slice(0, 200)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ł/giu, 'l')
    .toLowerCase()
    .replace(/[_\-\s]+/g, ' ')
    .trim();

type Entry = PaymentWords & { readonly pattern: RegExp };

const entry = (method: PaymentMethod, whilePending: PaymentState, ...words: readonly string[]): Entry => ({
  method,
  whilePending,
  pattern: new RegExp(`(?:^|[^a-z])(?:${words.join('|')})(?:$|[^a-z])`),
});

/** Tried in this order: "boleto parcelado no cartão" is a boleto. */
const WORDS: readonly Entry[] = [
  entry('other', 'unknown', 'gift ?cards?'),
  entry(
    'cash_on_delivery',
    'due_later',
    'cod',
    'cash on delivery',
    'pa(?:gamento|go) na entrega',
    'pa(?:gamento|go) (?:a|en) la entrega',
    'contra ?(?:entrega|re+mbolso)',
    'pago al recibir',
    'za pobraniem',
    'pobranie',
    'platnosc przy odbiorze',
  ),
  entry(
    'terms',
    'due_later',
    'payment terms',
    'net ?\\d+',
    'invoice',
    'purchase order',
    'faktura',
    'faturado',
    'due on (?:receipt|fulfillment)',
  ),
  entry('pix', 'awaiting_shopper', 'pix'),
  entry(
    'boleto',
    'awaiting_shopper',
    'boletos?',
    '(?:asaas|mercado ?pago) ticket',
    'bolbradesco',
    'boleto bancario',
  ),
  entry(
    'voucher',
    'awaiting_shopper',
    'oxxo',
    'oxxo ?pay',
    'pago ?efectivo',
    'pago ?facil',
    'rapipago',
    'efecty',
    'baloto',
    'servipag',
    'sencillito',
    'paynet',
    'payshop',
    'multibanco',
    'konbini',
    'convenience store',
    'paysafe(?:card|cash)?',
    '7 eleven',
    'vouchers?',
    'vales?',
    'cash payment ticket',
  ),
  entry(
    'bank_transfer',
    'awaiting_shopper',
    'bacs',
    'spei',
    'pse',
    '(?:bank|wire|manual|direct) (?:deposit|transfer|bank transfer)',
    'transfer',
    'transferencia(?: bancaria| electronica)?',
    'deposito(?: bancario)?',
    'przelew(?: bankowy| tradycyjny)?',
    'money orders?',
    'che(?:que|ck)s?',
    'vorkasse',
    'virement',
  ),
  entry(
    'card',
    'unknown',
    'shopify payments',
    'stripe',
    'credit cards?',
    'debit cards?',
    'cards?',
    'cartao(?: de credito| de debito)?',
    'tarjeta(?: de credito| de debito)?',
    'karta',
    'bogus',
    'adyen',
    '(?:woocommerce|woo) ?payments',
    'woopayments',
    'square',
    'braintree',
    'authorize net',
    'razorpay',
    'worldpay',
    'redsys',
    'sumup',
    '(?:apple|google|amazon) ?pay',
    'amazon payments',
    'authnet',
    'eway',
    'elavon',
    'cybersource',
    'moneris',
    'getnet',
    'pagarme',
    'cielo',
  ),
  entry(
    'redirect',
    'unknown',
    'paypal',
    'ppcp(?: gateway)?',
    'mercado ?pago',
    'klarna',
    'ideal',
    'blik',
    'przelewy ?24',
    'p24',
    'imoje',
    'paynow',
    'payu',
    'payulatam',
    'pag ?seguro',
    'pag ?bank',
    'wompi',
    'epayco',
    'kco',
    'payfast',
    'flutterwave',
    'iyzico',
    'viva ?wallet',
    'twint',
    'swish',
    'vipps',
    'satispay',
    'scalapay',
    'sezzle',
    'mollie',
    'bizum',
    'afterpay',
    'clearpay',
    'affirm',
    'mobile ?pay',
    'paystack',
    'eps',
    'webpay',
    'transbank',
    'paytm',
    'alipay',
    'bancontact',
    'sofort',
    'giropay',
    'tpay',
    'dotpay',
    'payflow',
  ),
];
