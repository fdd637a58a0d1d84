/** Money is an integer of minor units with its ISO 4217 currency; never a floating-point amount. */
export type Money = { readonly minor: number; readonly currency: string };

export type ParsedMoney =
  | { readonly valid: true; readonly money: Money }
  | { readonly valid: false; readonly reason: 'not_a_decimal' | 'too_large' | 'unknown_currency' };

/**
 * Reads a decimal string as platforms write it ("47", "199.9", "16.867"), without floating point. Digits beyond the
 * currency's minor unit are rounded half away from zero, since some platforms quote unit prices that exactly.
 * Refuses everything else: no thousands separators, no exponents, no commas, no empty text.
 */
export const parseMoney = (decimalText: string, currency: string): ParsedMoney => {
  const code = currency.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(code)) return { valid: false, reason: 'unknown_currency' };
  const [, sign = '', whole = '', fraction = ''] = DECIMAL.exec(decimalText.trim()) ?? [];
  if (whole === '') return { valid: false, reason: 'not_a_decimal' };
  const decimals = currencyDecimals(code);
  const digits = whole + fraction.slice(0, decimals).padEnd(decimals, '0');
  const roundsUp = fraction.charCodeAt(decimals) >= DIGIT_FIVE;
  const minor = Number(digits) + (roundsUp ? 1 : 0);
  if (!Number.isSafeInteger(minor)) return { valid: false, reason: 'too_large' };
  return {
    valid: true,
    money: { minor: sign === '-' && minor !== 0 ? -minor : minor, currency: code },
  };
};

/** Any longer whole part than 16 digits is beyond exact integers anyway; the bound keeps hostile text cheap. */
const DECIMAL = /^(-?)(\d{1,18})(?:\.(\d{1,30}))?$/;
const DIGIT_FIVE = 53;

/** The amount as the API writes it: "199.90", "47" (JPY), "1.234" (KWD). */
export const writeDecimal = ({ minor, currency }: Money): string => {
  const decimals = currencyDecimals(currency);
  const digits = Math.abs(minor)
    .toString()
    .padStart(decimals + 1, '0');
  const sign = minor < 0 ? '-' : '';
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};

/** The amount as people of that locale write it: "R$ 199,90". `locale` is BCP 47, with a region where known. */
export const writeMoney = (money: Money, locale: string): string =>
  formatterFor(money.currency, locale).format(writeDecimal(money) as Intl.StringNumericLiteral);

export const currencyDecimals = (currency: string): number => MINOR_UNITS.get(currency) ?? 2;

/** ISO 4217 currencies whose minor unit is not a hundredth. */
const MINOR_UNITS: ReadonlyMap<string, number> = new Map([
  ...[
    'BIF',
    'CLP',
    'DJF',
    'GNF',
    'ISK',
    'JPY',
    'KMF',
    'KRW',
    'PYG',
    'RWF',
    'UGX',
    'UYI',
    'VND',
    'VUV',
    'XAF',
    'XOF',
    'XPF',
  ].map((code) => [code, 0] as const),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3] as const),
  ...['CLF', 'UYW'].map((code) => [code, 4] as const),
]);

/** Currencies whose minor units cannot be compared with those of most others. */
export const ODD_CURRENCIES: readonly string[] = [...MINOR_UNITS.keys()];

/** A formatter costs some 50 µs to make and a mail writes a dozen amounts. Bounded: codes and locales come from outside. */
const formatters = new Map<string, Intl.NumberFormat>();
const MOST_FORMATTERS = 500;

const formatterFor = (currency: string, locale: string): Intl.NumberFormat => {
  const key = `${locale} ${currency}`;
  const known = formatters.get(key);
  if (known) return known;
  const decimals = currencyDecimals(currency);
  const formatter = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  if (formatters.size >= MOST_FORMATTERS) formatters.clear();
  formatters.set(key, formatter);
  return formatter;
};
