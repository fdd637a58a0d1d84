import { existsSync, readFileSync } from 'node:fs';
import { buildSchema, getVariableValues, parse, Kind, type OperationDefinitionNode } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { discountQuestion } from '../../../adapters/shopify/coupons.ts';
import { createShopify } from '../../../adapters/shopify/index.ts';
import type { WantedCoupon } from '../../../src/ports/platform-work.ts';
import { type HonestServer, honestServer } from '../../support/honest-server.ts';
import { contextOn } from '../listing.contract.ts';
import { shopifyStore } from './store.ts';

const coupon: WantedCoupon = {
  code: 'VOLTA-7K2M',
  title: 'Retorno: VOLTA-7K2M',
  benefit: { kind: 'percent', percent: 12.5 },
  minimumTotal: { minor: 10_000, currency: 'BRL' },
  startsAt: new Date('2026-11-21T12:00:00Z'),
  endsAt: new Date('2026-11-24T12:00:00Z'),
};
const amount: WantedCoupon = {
  ...coupon,
  minimumTotal: null,
  endsAt: null,
  benefit: { kind: 'amount', amount: { minor: 1_990, currency: 'BRL' } },
};
const freeShipping: WantedCoupon = { ...coupon, benefit: { kind: 'free_shipping' } };

const schemaFile = ['../../../../shared/schemas', '../../../../../shared/schemas', '../../fixtures/shopify']
  .map((folder) => new URL(`${folder}/shopify-admin.graphql`, import.meta.url))
  .find((file) => existsSync(file));

describe.skipIf(schemaFile === undefined)('what Shopify is asked for', () => {
  it('is as its schema takes it, for every kind of coupon', () => {
    const schema = buildSchema(readFileSync(schemaFile!, 'utf8'), { assumeValid: true });
    const faultsOf = (variables: Readonly<Record<string, unknown>>, query: string) => {
      const operation = parse(query).definitions.find(
        (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
      );
      const { errors } = getVariableValues(schema, operation?.variableDefinitions ?? [], variables);
      return errors?.map(({ message }) => message) ?? [];
    };
    for (const one of [coupon, amount, freeShipping]) {
      const { query, variables } = discountQuestion(one);
      expect([one.benefit.kind, faultsOf(variables, query)]).toEqual([one.benefit.kind, []]);
      const wrong = { discount: { ...(variables['discount'] as object), usageLimit: 'once', nothing: 1 } };
      expect(faultsOf(wrong, query).length).toBeGreaterThan(0);
    }
  }, 60_000);
});

let server: HonestServer;
afterEach(() => server?.close());

const make = async (body: unknown, wanted = coupon, status = 200) => {
  await server?.close();
  server = await honestServer((_, response) => response.writeHead(status).end(JSON.stringify(body)));
  const credentials = { kind: 'shopify_token', accessToken: 'shpat_x' } as const;
  return createShopify().coupons!.create(
    wanted,
    contextOn(server, { store: shopifyStore, credentials, logged: [] }),
  );
};
const refused = (...codes: string[]) => ({
  data: {
    discount: { codeDiscountNode: null, userErrors: codes.map((code) => ({ code, message: 'secret' })) },
  },
});
const made = {
  data: { discount: { codeDiscountNode: { id: 'gid://shopify/DiscountCodeNode/1' }, userErrors: [] } },
};

describe('a coupon', () => {
  it('is a discount of its own: one use, once per customer, with its end and its least total', async () => {
    expect(await make(made)).toEqual({
      kind: 'made',
      code: 'VOLTA-7K2M',
      externalId: 'gid://shopify/DiscountCodeNode/1',
    });
    const { variables } = JSON.parse(server.received[0]!.body) as { variables: { discount: object } };
    expect(variables.discount).toEqual({
      title: 'Retorno: VOLTA-7K2M',
      code: 'VOLTA-7K2M',
      startsAt: '2026-11-21T12:00:00.000Z',
      endsAt: '2026-11-24T12:00:00.000Z',
      usageLimit: 1,
      appliesOncePerCustomer: true,
      context: { all: 'ALL' },
      minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: '100.00' } },
      customerGets: { value: { percentage: 0.125 }, items: { all: true } },
    });
  });

  it.each([
    ['taken', 'TAKEN'],
    ['taken', 'DUPLICATE'],
    ['refused', 'VALUE_OUTSIDE_RANGE'],
    ['refused', 'END_DATE_BEFORE_START_DATE'],
    ['refused', 'MAX_APP_DISCOUNTS'],
    ['unavailable', 'INTERNAL_ERROR'],
  ])('is %s on %s, without a word of the answer', async (kind, code) => {
    const answer = await make(refused(code));
    expect(answer.kind).toBe(kind);
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it('in another currency than the shop’s is refused without asking', async () => {
    const dollars = { kind: 'amount', amount: { minor: 500, currency: 'USD' } } as const;
    expect((await make(made, { ...coupon, benefit: dollars })).kind).toBe('refused');
    expect((await make(made, { ...coupon, minimumTotal: { minor: 1, currency: 'USD' } })).kind).toBe(
      'refused',
    );
    expect(server.received).toEqual([]);
  });

  it.each([
    ['a token that is refused', 401, 'unauthorized'],
    ['too many calls', 429, 'rate_limited'],
    ['an error of the server', 500, 'unavailable'],
  ])('is not made on %s', async (...[, status, kind]) => {
    expect((await make({}, coupon, status)).kind).toBe(kind);
  });

  it('is not made where the permission is missing', async () => {
    const errors = [{ extensions: { code: 'ACCESS_DENIED' } }];
    expect((await make({ data: { discount: null }, errors })).kind).toBe('unavailable');
  });

  it('goes into the checkout with the return link', () => {
    const url = createShopify().returnUrl({
      store: shopifyStore,
      platformUrl: 'https://loja.myshopify.com/1/checkouts/ac/Z2NwLXVz/recover?key=abc&locale=pt-BR',
      lines: [],
      token: 'Zm9vYmFyYmF6cXV4MTIzNA',
      medium: 'email',
      campaign: 'abandoned_cart',
      couponCode: 'VOLTA-7K2M',
    });
    expect(new URL(url!).searchParams.get('discount')).toBe('VOLTA-7K2M');
    expect(new URL(url!).searchParams.get('key')).toBe('abc');
  });
});
