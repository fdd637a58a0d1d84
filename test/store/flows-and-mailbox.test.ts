import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { preparedFlow } from '../../src/core/flows/prepared-flow.ts';
import type { StepId, StoreId } from '../../src/core/words/ids.ts';
import { aMail } from './a-mail.ts';
import { databases } from './databases.ts';
import { openTestStore } from './open-test-store.ts';

const one = 's1' as StoreId;

describe.each(databases)('flows and the mailbox on $name', ({ make }) => {
  let world: Awaited<ReturnType<typeof openTestStore>>;
  beforeAll(async () => {
    world = await openTestStore(make);
  });
  afterAll(() => world.close());

  it('a flow comes back whole, dates of its steps included, and of two changes the second is a conflict', async () => {
    const { flows, commit } = world.store;
    let steps = 0;
    const flow = preparedFlow('pending_payment', world.clock.now(), () => `step${(steps += 1)}` as StepId);
    expect(await flows.get(one, 'pending_payment')).toBeNull();
    await commit([flows.added(one, flow)]);
    expect(await flows.get(one, 'pending_payment')).toEqual(flow);
    expect(await commit([flows.added(one, flow)])).toBe('conflict');

    const changed = { ...flow, enabled: true, enabledAt: world.clock.now(), revision: flow.revision + 1 };
    expect(await commit([flows.changed(one, changed)])).toBe('committed');
    expect(await commit([flows.changed(one, { ...changed, enabled: false })])).toBe('conflict');
    expect(await flows.list(one)).toEqual([changed]);
    expect(await flows.list('s2' as StoreId)).toEqual([]);
  });

  it('the mailbox shows the newest mail first, page by page', async () => {
    const { mailbox } = world.store;
    for (const subject of ['first', 'second', 'third']) {
      world.clock.advance(1000);
      await mailbox.append({ ...aMail, subject, receivedAt: world.clock.now() });
    }

    const newest = await mailbox.list({ limit: 2, before: null });
    expect(newest.map(({ subject }) => subject)).toEqual(['third', 'second']);
    const rest = await mailbox.list({ limit: 2, before: newest[1]!.id });
    expect(rest.map(({ subject }) => subject)).toEqual(['first']);
    expect(await mailbox.get(rest[0]!.id)).toEqual(rest[0]);
    expect(await mailbox.get('nothing')).toBeNull();
  });
});
