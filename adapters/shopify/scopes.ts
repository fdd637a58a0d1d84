import type { Scopes } from '../../src/ports/adapter.ts';

/** As `shopify.app.toml` asks for them. */
const REQUIRED = ['read_orders', 'read_customers', 'read_products', 'write_discounts'] as const;

/** What is granted to write may be read too. */
const covers = (granted: readonly string[], wanted: string): boolean =>
  granted.includes(wanted) || granted.includes(wanted.replace(/^read_/, 'write_'));

export const scopes: Scopes = {
  required: REQUIRED,
  missing: (granted) => REQUIRED.filter((wanted) => !covers(granted, wanted)),
};
