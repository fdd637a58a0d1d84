import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anOffer } from '../../core/message/facts.ts';
import { createCouponPlatform, offeredBy } from '../offers/offer-world.ts';
import { databases } from '../../store/databases.ts';
import { DAY, SECOND } from '../../support/reminder-world.ts';
import { openSilentWorld, type SilentWorld } from '../../support/silent-world.ts';

const ANA = 'ana@example.com';
const BO = 'bo@example.com';

describe.each(databases)('the offer of a campaign on $name', ({ make }) => {
  let world: SilentWorld;
  let platform: ReturnType<typeof createCouponPlatform>;

  beforeEach(async () => {
    platform = createCouponPlatform();
    world = await openSilentWorld(
      make,
      offeredBy(platform, () => world.clock.now()),
    );
    for (const email of [ANA, BO]) await world.leaves(email);
    await world.days(10);
    world.channel.sent.length = 0;
  });
  afterEach(() => world.close());

  const campaignGoes = async (): Promise<void> => {
    for (let round = 0; round < 12; round += 1) {
      await world.runCampaigns();
      await world.settleDown();
      world.clock.advance(5 * SECOND);
    }
  };
  const textTo = (email: string): string =>
    world.channel.sent.find(({ to }) => to === email)?.content.text ?? '';

  it('a code of the shop’s own stands in every mail, and no coupon is made for it', async () => {
    await world.begin({ offer: anOffer({ type: 'code', value: null, code: 'VOLTE15' }) });
    await campaignGoes();
    expect([ANA, BO].map((email) => textTo(email).includes('VOLTE15'))).toEqual([true, true]);
    expect(platform.asked).toEqual([]);
  });

  it('a percentage is a coupon of each shopper’s own, with its real end in the mail', async () => {
    await world.begin({ offer: anOffer({ validForMs: 2 * DAY }) });
    await campaignGoes();
    expect(platform.codes.size).toBe(2);
    for (const email of [ANA, BO]) {
      const [run] = await world.runsOf(email, 'campaign');
      const [coupon] = await world.store.coupons.ofRun(world.storeId, run!.id);
      expect(coupon).toMatchObject({ state: 'made' });
      expect(textTo(email)).toContain(coupon!.code);
      expect(textTo(email)).toMatch(/Válido até/);
    }
  });

  it('an order that used the coupon is the campaign’s without any click', async () => {
    await world.begin({ offer: anOffer({ validForMs: 2 * DAY }) });
    await campaignGoes();
    const [run] = await world.runsOf(ANA, 'campaign');
    const [coupon] = await world.store.coupons.ofRun(world.storeId, run!.id);
    await world.buys(ANA, { externalId: 'with-it', coupons: [coupon!.code!.toLowerCase()] });
    const [order] = await world.store.orders.byExternalIds(world.storeId, ['with-it']);
    expect(order?.credit).toMatchObject({ kind: 'coupon', messageId: coupon!.messageId });
  });

  it('who got an offer lately gets the mail without one', async () => {
    await world.begin({ offer: anOffer({ validForMs: 2 * DAY }) });
    await campaignGoes();
    await world.days(2);
    world.channel.sent.length = 0;
    await world.begin({ name: 'Again', offer: anOffer({ validForMs: 2 * DAY }) });
    await campaignGoes();
    expect(textTo(ANA)).toContain('Oi');
    expect(platform.codes.size).toBe(2);
  });
});
