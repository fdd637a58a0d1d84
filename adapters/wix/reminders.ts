import { listOf } from '../../src/core/words/tolerant.ts';
import type { AdapterContext } from '../../src/ports/adapter.ts';
import type { PlatformReminders } from '../../src/ports/platform-work.ts';
import type { Ask } from './api.ts';
import { ABANDONED_CHECKOUTS } from './listings.ts';
import { searchPages } from './pages.ts';
import { remindersBody } from './payloads.ts';

/** As many ids as one search may name. */
const AT_ONCE = 100;

/** What Wix Automations did about checkouts stands in their `activities`: the newest mail or notice of each is told. */
export const createReminders = (ask: Ask): PlatformReminders => ({
  sentSince: async ({ since, cartIds }, context) => {
    const sent: { cartId: string; at: Date }[] = [];
    const wanted = [...new Set(cartIds)];
    for (let from = 0; from < wanted.length; from += AT_ONCE) {
      const told = await remindersOf(wanted.slice(from, from + AT_ONCE), ask, context);
      if (told.kind !== 'told') return told;
      sent.push(...told.sent.filter(({ at }) => at >= since));
    }
    return { kind: 'told', sent };
  },
});

type Told = Awaited<ReturnType<PlatformReminders['sentSince']>>;

const remindersOf = async (ids: readonly string[], ask: Ask, context: AdapterContext): Promise<Told> => {
  const search = {
    path: `${ABANDONED_CHECKOUTS}/search`,
    member: 'abandonedCheckouts',
    filter: { id: { $in: ids } },
  };
  const sent: { cartId: string; at: Date }[] = [];
  for await (const page of searchPages(search, ask, context)) {
    if (page.kind !== 'found') return page;
    sent.push(...listOf(remindersBody).parse(page.items).flatMap(newestOf));
  }
  return { kind: 'told', sent };
};

/** Scheduled ones are not sent yet, tasks are for the merchant. */
const SENT: ReadonlySet<string> = new Set(['EMAIL_SENT', 'NOTIFICATION_SENT']);

const newestOf = ({
  id,
  activities,
}: ReturnType<typeof remindersBody.parse>): { cartId: string; at: Date }[] => {
  const times = activities.flatMap(({ type, createdDate }) =>
    createdDate !== null && SENT.has(type?.toUpperCase() ?? '') ? [createdDate.getTime()] : [],
  );
  return id === null || times.length === 0 ? [] : [{ cartId: id, at: new Date(Math.max(...times)) }];
};
