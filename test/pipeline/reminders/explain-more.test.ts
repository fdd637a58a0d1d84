import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExplainMessage } from '../../../src/pipeline/reminders/explain-message.ts';
import { createExplainShopper } from '../../../src/pipeline/reminders/explain-shopper.ts';
import { databases } from '../../store/databases.ts';
import { DAY, HOUR } from '../../support/reminder-world.ts';
import { openSilentWorld, type SilentWorld } from '../../support/silent-world.ts';
import { UP } from '../../support/up.ts';

const ANA = 'ana@example.com';
const reader = { language: 'en', zone: 'UTC' } as const;

describe.each(databases)('what is explained beyond carts on $name', ({ make }) => {
  let world: SilentWorld;

  beforeEach(async () => {
    world = await openSilentWorld(make);
  });
  afterEach(() => world.close());

  const parts = () => ({ store: world.store, ordersFreshForMs: 60_000, channels: UP });
  const explainShopper = async () => {
    const { storeId, clock } = world;
    const shopperId = await world.shopperOf(ANA);
    const told = await createExplainShopper(parts())({ storeId, shopperId, now: clock.now(), reader });
    if (told === null) throw new Error('no such shopper');
    return told;
  };
  const explainMessage = async (id: string) =>
    createExplainMessage(parts())({
      storeId: world.storeId,
      id: id as never,
      now: world.clock.now(),
      reader,
    });

  it('a shopper learns when they qualify, why not, and that they did', async () => {
    await world.switchOn();
    await world.buys(ANA);
    const before = await explainShopper();
    expect(before.reactivation.map(({ text }) => text)).toEqual([
      'Does not qualify: abandoned 0 of 2 times since the last purchase.',
      expect.stringMatching(/^Qualifies on .* if the shopper stays silent until then\.$/),
      expect.stringMatching(/^Qualifies on /),
    ]);
    await world.days(62);
    const after = await explainShopper();
    expect(after.reactivation[1]).toMatchObject({
      trigger: 'bought_once',
      run: { endReason: 'no_step_left' },
    });
    expect(after.reactivation[1]?.text).toContain('It begins again only after new activity.');
  });

  it('a shopper left out of a campaign learns why', async () => {
    await world.leaves(ANA);
    await world.days(10);
    const { id } = await world.begin({ name: 'Natal' });
    await world.runCampaigns();
    await world.buys(ANA);
    world.clock.advance(HOUR);
    await world.settleDown();
    const again = await world.begin({ name: 'Again' });
    world.clock.advance(HOUR);
    await world.runCampaigns();
    const { campaigns } = await explainShopper();
    expect(campaigns.map(({ campaignId }) => campaignId)).toContain(id);
    expect(campaigns.find(({ campaignId }) => campaignId === again.id)).toBeUndefined();
  });

  it('a message that did not go says why, and what would have changed it', async () => {
    const cart = await world.leaves(ANA);
    await world.passes(30 * 60_000);
    await world.tell(
      world.storeId,
      world.order({ paymentState: 'paid', cartRefs: [cart.externalId], number: '77' }),
    );
    await world.passes(DAY);
    const [message] = await world.messagesOf(cart);
    const told = await explainMessage(message?.id ?? '');
    expect(told).toMatchObject({
      message: { state: 'skipped', reason: 'bought' },
      text: 'The shopper bought (order 77).',
      otherwise: 'It would go if the shopper had not bought.',
      outlook: null,
    });
  });

  it('a message that waits says for what and until when', async () => {
    const cart = await world.leaves(ANA);
    await world.passes(30 * 60_000);
    const [planned] = await world.messagesOf(cart);
    const told = await explainMessage(planned?.id ?? '');
    expect(told?.outlook).toMatchObject({ decision: { action: 'wait' }, next: { at: planned?.dueAt } });
    expect(await explainMessage('none')).toBeNull();
  });
});
