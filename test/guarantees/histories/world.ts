import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Flow } from '../../../src/core/flows/flow.ts';
import { preparedFlow } from '../../../src/core/flows/prepared-flow.ts';
import { newId, type StepId, type StoreId } from '../../../src/core/words/ids.ts';
import { applyPatiently } from '../../../src/pipeline/intake/apply-all.ts';
import { createNamedCarts } from '../../../src/pipeline/intake/named-carts.ts';
import { createReminders } from '../../../src/pipeline/reminders/reminders.ts';
import { createCreditOrder } from '../../../src/pipeline/return/credit-order.ts';
import { openStore } from '../../../src/store/open.ts';
import { silentLog, testSecrets } from '../../store/open-test-store.ts';
import type { Life } from './life.ts';
import { createMortal, type Fate, type HandedOver } from './mortal.ts';
import { instantOf, observationOf } from './told.ts';
import { aConnection } from '../../support/a-connection.ts';

const MINUTE_MS = 60_000;

/** What came to us and what left us, in the order in which it did. */
export type Entry =
  | { readonly kind: 'told'; readonly of: number }
  | { readonly kind: 'switched'; readonly on: boolean; readonly at: Date }
  | ({ readonly kind: 'handed_over' } & HandedOver);

export type Lived = {
  readonly storeId: StoreId;
  readonly entries: readonly Entry[];
  readonly deaths: number;
};

/** One database for all lives, each with a store of its own; in memory where the machine allows it. */
export const openHistories = async () => {
  const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'retorno-histories-'));
  let time = instantOf({ setting: { startsOn: 0 } } as Life, 0).getTime();
  const clock = { now: () => new Date(time), sleep: () => Promise.resolve() };
  const store = await openStore({
    url: `sqlite:${join(folder, 'retorno.db')}`,
    as: 'server',
    log: silentLog,
    clock,
    randomBytes,
    secrets: testSecrets(),
  });
  return {
    store,
    clock,
    /** Lives have times of their own: one may begin before another ended. */
    setTime: (to: Date) => void (time = to.getTime()),
    close: async () => {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export type Histories = Awaited<ReturnType<typeof openHistories>>;

let lifeCount = 0;

export const openShop = async ({ store, clock }: Histories, { setting }: Life): Promise<StoreId> => {
  const now = clock.now();
  const stepId = () => newId<StepId>(now, randomBytes);
  const prepared = preparedFlow('abandoned_cart', now, stepId);
  const [step] = prepared.steps;
  if (step === undefined) throw new Error('a prepared flow has steps');
  const { quietHours } = setting;
  const flow: Flow = {
    ...prepared,
    steps: setting.steps.map((minutes) => ({
      ...step,
      id: stepId(),
      timing: { kind: 'after', delayMs: minutes * MINUTE_MS },
    })),
    quietHours: quietHours === null ? null : { ...quietHours, channels: ['email'], zone: 'store' },
  };
  const payment = { ...preparedFlow('pending_payment', now, stepId), enabled: true, enabledAt: now };
  lifeCount += 1;
  const { store: known } = await store.stores.connect(
    aConnection({
      externalKey: `life-${lifeCount}`,
      timeZone: setting.zone,
      flows: [flow, payment],
      now,
    }),
  );
  await store.commit([store.stores.settingsChanged(known, { budget: setting.budget })]);
  return known.id;
};

/** Intake and reminders as one process has them, on the store that outlives it. */
const startProcess = (world: Histories, fate: Fate, handedOver: (mail: HandedOver) => void) => {
  const { clock } = world;
  const mortal = createMortal({ commit: world.store.commit, fate, now: clock.now, handedOver });
  const store = { ...world.store, commit: mortal.commit };
  const intake = {
    store,
    reconsider: store.messages.reconsider,
    creditOrder: createCreditOrder(store),
    namedCarts: createNamedCarts({ ...store, linkKeys: [new Uint8Array(32)] }),
    eraseShopper: () => Promise.resolve(),
    eraseStore: () => Promise.resolve(),
    randomBytes,
  };
  const reminders = createReminders({
    store,
    channels: { email: mortal.channel },
    clock,
    randomBytes,
    log: silentLog,
    limits: { ordersFreshForMs: MINUTE_MS, concurrency: 10, concurrencyPerStore: 2 },
    appUrl: 'https://retorno.example',
    mailFrom: { name: null, address: 'shop@retorno.example' },
    catchUp: () => Promise.resolve(),
  });
  return { mortal, intake, reminders };
};

type Process = ReturnType<typeof startProcess>;

/** Lives the life through: what arrives is taken in, what is due is sent, and what dies is started again. */
export const live = async (world: Histories, life: Life): Promise<Lived> => {
  world.setTime(instantOf(life, -10));
  const storeId = await openShop(world, life);
  const entries: Entry[] = [];
  const fate: Fate = { commits: 0, mails: 0, faults: [...life.faults], deaths: 0 };
  const start = () => startProcess(world, fate, (mail) => entries.push({ kind: 'handed_over', ...mail }));
  let running = start();
  const survive = async (work: (process: Process) => Promise<unknown>): Promise<void> => {
    while (!(await running.mortal.lives(work(running)))) {
      do running = start();
      while (!(await running.mortal.lives(running.reminders.takeOver())));
    }
  };
  for (const moment of momentsOf(life)) {
    world.setTime(instantOf(life, moment.at));
    if (moment.kind === 'arrives') {
      await survive((process) => takeIn(world, process, { storeId, life, of: moment.of }));
      entries.push({ kind: 'told', of: moment.of });
    }
    if (moment.kind === 'switched')
      entries.push({ kind: 'switched', on: await switchFlow(world, storeId), at: world.clock.now() });
    await survive(sendAll);
  }
  await world.store.commit([world.store.dueStores.removed(storeId)]);
  return { storeId, entries, deaths: fate.deaths };
};

type Moment =
  | { readonly kind: 'arrives'; readonly at: number; readonly of: number }
  | { readonly kind: 'switched' | 'tick'; readonly at: number };

const DAYS_AFTER = 5;
const DAY_MINUTES = 24 * 60;

/** The clock goes on beyond the last arrival until the last step would have been sent. */
const momentsOf = ({ arrivals, setting }: Life): readonly Moment[] => {
  const end = (arrivals.at(-1)?.at ?? 0) + DAYS_AFTER * DAY_MINUTES;
  const regular = Array.from({ length: Math.ceil(end / 290) }, (_, count) => count * 290 + 1);
  const soonAfter = arrivals.flatMap(({ at }) => [at + 31, at + 36, at + 92]);
  return [
    ...setting.switchedAt.map((at) => ({ kind: 'switched' as const, at })),
    ...arrivals.map(({ at, of }) => ({ kind: 'arrives' as const, at, of })),
    ...[...regular, ...soonAfter].map((at) => ({ kind: 'tick' as const, at })),
  ].toSorted((one, other) => one.at - other.at);
};

const takeIn = async (
  { store, clock }: Histories,
  { intake }: Process,
  { storeId, life, of }: { readonly storeId: StoreId; readonly life: Life; readonly of: number },
): Promise<void> => {
  const known = await store.stores.find(storeId);
  if (known === null) throw new Error('the store is gone');
  const now = clock.now();
  const tellings = [{ told: observationOf(life, of), receivedAt: now }];
  await applyPatiently(intake, { store: known, tellings, now, with: [] });
};

const switchFlow = async ({ store, clock }: Histories, storeId: StoreId): Promise<boolean> => {
  const flow = await store.flows.get(storeId, 'abandoned_cart');
  if (flow === null) throw new Error('the flow is gone');
  const now = clock.now();
  const enabled = !flow.enabled;
  const changed = {
    ...flow,
    enabled,
    enabledAt: enabled ? now : flow.enabledAt,
    revision: flow.revision + 1,
  };
  await store.commit([
    store.flows.changed(storeId, changed),
    ...store.messages.reconsider({ storeId, waiting: true, at: now }),
  ]);
  return enabled;
};

const MOST_ROUNDS = 50;

const sendAll = async ({ reminders }: Process): Promise<void> => {
  await reminders.settle();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const ids = await reminders.sweep();
    if (ids.length === 0) return;
    await Promise.all(ids.map((id) => reminders.send(id)));
  }
  throw new Error('there is always more to send');
};

/** What all deliveries came to once the last had arrived, without what only time and sending decide. */
export const outcomeOf = async ({ store }: Histories, storeId: StoreId) => {
  const carts = await store.carts.byExternalIds(storeId, ['cart-0', 'cart-1']);
  return carts
    .map((cart) => ({
      cart: cart.externalId,
      state: stateOf(cart),
      email: cart.emailKey,
      quantity: cart.registers.contents?.value.lines[0]?.quantity ?? null,
      startedAt: cart.startedAt,
      lastActivityAt: cart.lastActivityAt,
    }))
    .toSorted((one, other) => one.cart.localeCompare(other.cart));
};

/** Credit needs a reminder, and a newer cart's word needs a judge: both depend on what we did, not on what we were told. */
const stateOf = ({
  state,
  closedReason,
}: {
  readonly state: string;
  readonly closedReason: string | null;
}): string => {
  if (state === 'recovered') return 'purchased';
  return state === 'closed' && closedReason === 'superseded' ? 'open' : `${state}${closedReason ?? ''}`;
};

/** The same life as a calm platform would tell it: each thing once, in its order, nothing breaks, nothing is sent. */
export const liveCalmly = async (world: Histories, life: Life): Promise<StoreId> => {
  world.setTime(instantOf(life, -10));
  const storeId = await openShop(world, life);
  const fate: Fate = { commits: 0, mails: 0, faults: [], deaths: 0 };
  const process = startProcess(world, fate, () => {});
  const inOrder = life.happened.map(({ at }, of) => ({ at, of })).toSorted((one, other) => one.at - other.at);
  for (const { at, of } of inOrder) {
    world.setTime(instantOf(life, at, of));
    await takeIn(world, process, { storeId, life, of });
  }
  await world.store.commit([world.store.dueStores.removed(storeId)]);
  return storeId;
};
