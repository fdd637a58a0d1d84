import type { Link } from '../../core/message/link.ts';
import { addClick, isHumanReturn, judgeVisit, subjectOf } from '../../core/results/click.ts';
import type { Click, ClickId, Visit } from '../../core/results/click.ts';
import type { CreditMessage } from '../../core/results/credit.ts';
import { dayOf } from '../../core/results/day.ts';
import { deltaOf } from '../../core/results/funnel.ts';
import { newId } from '../../core/words/ids.ts';
import type { RandomBytes } from '../../core/words/ids.ts';
import type { Clicks } from '../../ports/store/clicks.ts';
import type { Credits } from '../../ports/store/credits.ts';
import type { Reports } from '../../ports/store/reports.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { Timeline } from '../../ports/store/timeline.ts';
import type { Commit, Write } from '../../ports/store/write.ts';
import type { Recredit } from './recredit.ts';

export type RecordVisitParts = {
  readonly clicks: Clicks;
  readonly credits: Pick<Credits, 'message'>;
  readonly reports: Pick<Reports, 'add'>;
  readonly timeline: Pick<Timeline, 'appended'>;
  readonly recredit: Recredit;
  readonly commit: Commit;
  readonly randomBytes: RandomBytes;
  /** A visit this soon after the message was accepted is a scanner's; left out: 5 s. */
  readonly tooSoonMs?: number;
};

type Visited = {
  readonly link: Link;
  readonly store: ConnectedStore;
  readonly visit: Omit<Visit, 'tokenHash'>;
};

export type RecordVisit = (visited: Visited) => Promise<void>;

/**
 * Keeps a visit of a link: who it was, what that says of earlier visits, what counts in the funnel, and which credit
 * changes by it. Gives up quietly when others keep changing the same evidence, or when a link was visited without end.
 */
export const createRecordVisit =
  (parts: RecordVisitParts): RecordVisit =>
  async ({ link, store, visit }) => {
    const message =
      link.messageId === null ? null : await parts.credits.message(link.storeId, link.messageId);
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const told = await readVisit({ link, store, visit, message }, parts);
      if (told === null) return;
      if ((await parts.commit(told.writes)) === 'conflict') continue;
      if (message !== null && told.since !== null)
        await parts.recredit({
          storeId: link.storeId,
          message,
          since: told.since,
          store: {
            timeZone: store.settings.timeZone,
            attributionWindowMs: store.settings.attributionWindowMs,
          },
        });
      return;
    }
  };

const MOST_ATTEMPTS = 20;

/** Kept visits of one message: enough for every person, and a bound for whoever hammers a link. */
const MOST_VISITS = 200;

type Told = {
  readonly writes: readonly Write[];
  /** The first click that may change credit; null when none does. */
  readonly since: Date | null;
};

const readVisit = async (
  visited: Visited & { readonly message: CreditMessage | null },
  parts: RecordVisitParts,
): Promise<Told | null> => {
  const { link, message, visit } = visited;
  const subject = subjectOf({ episodeId: message?.episodeId ?? null, cartId: link.cartId });
  const revisions = await parts.clicks.revisions(link.storeId, [subject]);
  const known = await parts.clicks.ofSubjects(link.storeId, [subject]);
  const earlier = known.filter((click) =>
    link.messageId === null ? click.tokenHash === link.tokenHash : click.messageId === link.messageId,
  );
  if (earlier.length >= MOST_VISITS) return null;

  const { verdict, unmasked } = judge(visited, earlier, parts);
  const next = { ...clickOf(visited, parts.randomBytes), subject, verdict };
  const day = dayOf(message?.openedAt ?? visit.at, visited.store.settings.timeZone);
  const changed = addClick(earlier, next, { unmasked, day });
  const evidence = { storeId: link.storeId, subject, revision: revisions.get(subject) ?? null };
  return {
    writes: [
      parts.clicks.relyOn({ ...evidence, changes: true }),
      parts.clicks.insert(changed.added),
      ...changed.revised.map((click) => parts.clicks.revise(click.storeId, click.id, click)),
      ...countWrites(visited, changed, parts),
      ...storyOf(visited, changed, parts),
    ],
    since: firstOf([...unmasked, ...(isHumanReturn(next) ? [next] : [])]),
  };
};

const judge = (
  { link, visit, message }: Visited & { readonly message: CreditMessage | null },
  earlier: readonly Click[],
  { tooSoonMs }: Pick<RecordVisitParts, 'tooSoonMs'>,
) => {
  const wentOutAt = message?.acceptedAt ?? message?.sentAt ?? null;
  const limit = tooSoonMs === undefined ? {} : { tooSoonMs };
  return judgeVisit({ ...visit, tokenHash: link.tokenHash }, { earlier, wentOutAt, ...limit });
};

const clickOf = ({ link, visit }: Visited, randomBytes: RandomBytes) => ({
  id: newId<ClickId>(visit.at, randomBytes),
  storeId: link.storeId,
  tokenHash: link.tokenHash,
  linkKind: link.kind,
  messageId: link.messageId,
  cartId: link.cartId,
  shopperId: link.shopperId,
  at: visit.at,
  countedOn: null,
});

const firstOf = (clicks: readonly Click[]): Date | null =>
  clicks.map(({ at }) => at).toSorted((one, other) => one.getTime() - other.getTime())[0] ?? null;

type Changed = ReturnType<typeof addClick>;

/** Only messages are counted; a link passed on by hand belongs to none. */
const countWrites = (
  { message, store }: Pick<Visited, 'store'> & { readonly message: CreditMessage | null },
  { count }: Changed,
  { reports }: Pick<RecordVisitParts, 'reports'>,
): readonly Write[] => {
  if (message === null || count === null) return [];
  const { timeZone } = store.settings;
  const delta = deltaOf({ ...message, kind: 'clicked', storeId: store.id, timeZone });
  return reports.add([{ ...delta, day: count.day, counts: { clicked: count.by } }]);
};

/** Told once per message or link, and when it turns out not to be true. */
const storyOf = (
  { link, message, visit }: Visited & { readonly message: CreditMessage | null },
  { count }: Changed,
  { timeline, randomBytes }: Pick<RecordVisitParts, 'timeline' | 'randomBytes'>,
): readonly Write[] => {
  if (count === null) return [];
  return [
    timeline.appended({
      id: newId(visit.at, randomBytes),
      storeId: link.storeId,
      cartId: link.cartId,
      at: visit.at,
      kind: count.by === 1 ? 'clicked' : 'click_withdrawn',
      reason: count.by === 1 ? null : 'two_links_at_once',
      facts: { channel: link.channel, messageId: link.messageId, stepId: message?.stepId ?? null },
    }),
  ];
};
