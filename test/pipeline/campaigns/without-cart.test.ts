import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_CART } from '../../../src/core/words/ids.ts';
import { blocksOfBody } from '../../../src/core/message/blocks.ts';
import { createExplainMessage } from '../../../src/pipeline/reminders/explain-message.ts';
import { createExplainShopper } from '../../../src/pipeline/reminders/explain-shopper.ts';
import { createErase } from '../../../src/pipeline/upkeep/erase.ts';
import { createPersonFile } from '../../../src/pipeline/upkeep/person-file.ts';
import { databases } from '../../store/databases.ts';
import { testSecrets } from '../../store/open-test-store.ts';
import { openSilentWorld, type SilentWorld } from '../../support/silent-world.ts';
import { UP } from '../../support/up.ts';

const ANA = 'ana@example.com';
const BO = 'bo@example.com';
const reader = { language: 'en', zone: 'UTC' } as const;

describe.each(databases)('a message about no cart on $name', ({ make }) => {
  let world: SilentWorld;

  beforeEach(async () => {
    world = await openSilentWorld(make);
    await world.switchOn();
    for (const email of [ANA, BO]) await world.buys(email);
    await world.days(61);
    for (const email of [ANA, BO]) await world.clicks(email);
  });
  afterEach(() => world.close());

  const messageTo = async (email: string) => {
    const [run] = await world.runsOf(email);
    const [message] = await world.store.messages.ofEpisode(run!.id);
    expect(message?.cartId).toBe(NO_CART);
    return message!;
  };
  const fileOf = async (email: string) => {
    const asked = { emailKeys: [email], phoneKeys: [] };
    return (await createPersonFile(world)(world.storeId, asked)) as Record<string, unknown[]>;
  };
  const erase = async (email: string) =>
    createErase({ store: world.store, secrets: testSecrets(), clock: world.clock })({
      storeId: world.storeId,
      emailKeys: [email],
      phoneKeys: [],
      orderIds: [],
      at: world.clock.now(),
    });

  it('leads to the shop and speaks of no cart, also in a text of the merchant’s own', async () => {
    const html = world.channel.sent.find(({ to }) => to === ANA)?.content.html ?? '';
    expect(html).toContain('Visitar a loja');
    expect(html).not.toContain('carrinho');

    const [flow] = (await world.store.flows.list(world.storeId)).filter(
      ({ kind }) => kind === 'reactivation',
    );
    const blocks = blocksOfBody('Oi!', 'pt-BR');
    const templates = { 'pt-BR': { subject: 'Oi', preheader: '', blocks } };
    const steps = flow!.steps.map((step) => ({ ...step, templates }));
    const changed = { ...flow!, steps, revision: flow!.revision + 1 };
    await world.store.commit([world.store.flows.changed(world.storeId, changed)]);
    await world.buys('cy@example.com');
    await world.days(61);
    const own = world.channel.sent.find(({ to }) => to === 'cy@example.com')?.content;
    expect(own).toMatchObject({ subject: 'Oi' });
    expect(own?.html).toContain('Visitar a loja');
    expect(own?.html).not.toContain('carrinho');
  });

  it('tells its story where its shopper and it are explained', async () => {
    const { id } = await messageTo(ANA);
    const parts = { store: world.store, ordersFreshForMs: 60_000, channels: UP };
    const at = { storeId: world.storeId, now: world.clock.now(), reader };
    const shopperId = await world.shopperOf(ANA);
    const told = await createExplainShopper(parts)({ ...at, shopperId });
    expect(told?.reactivation[1]).toMatchObject({
      trigger: 'bought_once',
      run: { endReason: 'no_step_left' },
      text: expect.stringMatching(/./),
    });
    expect(await createExplainMessage(parts)({ ...at, id })).toMatchObject({
      message: { state: 'accepted' },
      text: null,
      outlook: null,
    });
  });

  it('stands in the file of its person with the click on it, and in nobody else’s', async () => {
    const file = await fileOf(ANA);
    expect(file['Messages sent']).toMatchObject([{ To: ANA, Subject: 'Faz um tempinho, ana' }]);
    expect(file['Clicks']).toHaveLength(1);
    expect(JSON.stringify(file)).not.toContain(BO);
  });

  it('is forgotten with its person, its link and all, and others’ stay as they are', async () => {
    const [mine, theirs] = [await messageTo(ANA), await messageTo(BO)];
    expect(await erase(ANA)).toMatchObject({ messages: 1, clicks: 1 });
    expect(await world.store.messages.find(mine.id)).toMatchObject({ toAddress: null, providerId: null });
    expect(await world.store.messages.find(theirs.id)).toMatchObject({ toAddress: BO });
    expect((await world.clicks(ANA)).led.kind).not.toBe('redirect');
    expect((await world.clicks(BO)).led.kind).toBe('redirect');
    expect(await fileOf(ANA)).toMatchObject({ 'Messages sent': [], Clicks: [] });
    expect((await fileOf(BO))['Messages sent']).toHaveLength(1);
  });
});
