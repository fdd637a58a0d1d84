import type { Offer, Step } from '../../../src/core/flows/flow.ts';
import type { StepId, StoreId } from '../../../src/core/words/ids.ts';
import { createPlatformCoupons } from '../../../src/pipeline/offers/platform-coupons.ts';
import type { ReminderParts } from '../../../src/pipeline/reminders/parts.ts';
import type { CouponMade, WantedCoupon } from '../../../src/ports/platform-work.ts';
import type { TestDatabase } from '../../store/databases.ts';
import { silentLog } from '../../store/open-test-store.ts';
import { anOffer } from '../../core/message/facts.ts';
import { MINUTE, openReminderWorld } from '../../support/reminder-world.ts';

type Answers = (wanted: WantedCoupon, codes: ReadonlySet<string>) => Promise<CouponMade> | CouponMade;

/** A platform that keeps each code once, as real ones do. */
const honest: Answers = ({ code }, codes) =>
  codes.has(code) ? { kind: 'taken' } : { kind: 'made', code, externalId: `id of ${code}` };

/** A platform that makes percentages and amounts; a test says how it answers. */
export const createCouponPlatform = () => {
  const asked: WantedCoupon[] = [];
  const codes = new Set<string>();
  let answers = honest;
  return {
    asked,
    codes,
    answers: (next: Answers) => {
      answers = next;
    },
    isHonest: () => {
      answers = honest;
    },
    coupons: {
      kinds: ['percent', 'amount'] as const,
      create: async (wanted: WantedCoupon): Promise<CouponMade> => {
        asked.push(wanted);
        const made = await answers(wanted, codes);
        if (made.kind === 'made') codes.add(made.code);
        return made;
      },
    },
  };
};

/** What is sent knows what that platform offers. */
export const offeredBy =
  (platform: ReturnType<typeof createCouponPlatform>, now: () => Date) =>
  (store: ReminderParts['store']): Partial<ReminderParts> => {
    const platformCoupons = createPlatformCoupons({
      adapters: new Map([['custom', { coupons: platform.coupons }]]),
      stores: { credentials: () => Promise.resolve({ kind: 'none' }) },
      outboundFor: () => () => Promise.resolve({ kind: 'unreachable', reason: 'not here' }),
      now,
      log: silentLog,
    });
    return {
      store: { ...store, snapshots: platformCoupons.snapshots(store.snapshots) },
      askForCoupon: platformCoupons.askForCoupon,
    };
  };

export const openOfferWorld = async (make: () => Promise<TestDatabase>) => {
  const platform = createCouponPlatform();
  let clock: { readonly now: () => Date } | null = null;
  const world = await openReminderWorld(
    make,
    offeredBy(platform, () => clock?.now() ?? new Date(0)),
  );
  clock = world.clock;
  const offering = (key: string, offer: Partial<Offer> = {}) =>
    world.connect(key, { change: { steps: [aStep(world.clock.now(), offer)] } });
  /** An abandoned cart at the moment at which its reminder is due. */
  const remind = async (storeId: StoreId, email: string, seen: Parameters<typeof world.fillCart>[2] = {}) => {
    const filled = await world.fillCart(storeId, email, seen);
    await world.passes(30 * MINUTE);
    await world.passes(30 * MINUTE);
    return filled;
  };
  return { ...world, platform, offering, remind };
};

export type OfferWorld = Awaited<ReturnType<typeof openOfferWorld>>;

export const STEP = 'step-1' as StepId;

const aStep = (addedAt: Date, offer: Partial<Offer>): Step => ({
  id: STEP,
  timing: { kind: 'after', delayMs: 30 * MINUTE },
  channels: ['email'],
  shelfLifeMs: null,
  templates: {},
  whatsappTemplate: null,
  offer: anOffer({ validForMs: 48 * 60 * MINUTE, ...offer }),
  conditions: null,
  addedAt,
});
