import type { Caller } from './call.ts';
import type { ShopFacts } from './shop-facts.ts';

export type Desk = { readonly call: Caller; readonly appUrl: string; readonly key: string };

/** What a merchant sets in the admin before switching on, over the same API; with timings short enough to watch. */
export const setUp = async (desk: Desk, shop: ShopFacts): Promise<void> => {
  await put(desk, '/settings', settingsOf(shop));
  await put(desk, '/flows/abandoned_cart', {
    enabled: true,
    steps: ['PT5S', 'PT20S', 'PT40S'].map((delay) => ({ delay, channels: ['email'] })),
  });
  await put(desk, '/flows/pending_payment', {
    enabled: true,
    steps: ['PT8S', 'PT40S'].map((delay) => ({ delay, channels: ['email'] })),
  });
};

const settingsOf = (shop: ShopFacts) => ({
  abandonedAfter: 'PT10S',
  // In a real shop a person hears once in 20 hours and thrice in a week; here all three reminders come at once.
  budget: [{ max: 3, within: 'PT1H' }],
  email: {
    fromName: shop.name,
    replyTo: 'help@retorno.example',
    legalName: shop.legalName,
    postalAddress: shop.postalAddress,
  },
});

const put = async ({ call, appUrl, key }: Desk, path: string, body: unknown): Promise<void> => {
  const answer = await call({
    url: `${appUrl}/api/v1${path}`,
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
  if (answer.status !== 200) throw new Error(`PUT ${path} was answered ${answer.status}: ${answer.body}`);
};
