import type { LinkKind } from '../message/link.ts';
import type { Brand, CartId, EpisodeId, MessageId, ShopperId, StoreId } from '../words/ids.ts';
import { namesScanner } from './scanners.ts';

export type ClickId = Brand<string, 'ClickId'>;

/** Why a visit is a machine's. Stable: it stands on the timeline. */
export type MachineReason = 'head' | 'prefetch' | 'scanner' | 'too_soon' | 'two_links_at_once';

export type ClickVerdict =
  | { readonly kind: 'human' }
  | { readonly kind: 'machine'; readonly reason: MachineReason };

/** One visit of one of our links. No address and no user agent: they are judged and forgotten. */
export type Click = {
  readonly id: ClickId;
  readonly storeId: StoreId;
  /** What its evidence speaks about; see `subjectOf`. */
  readonly subject: Subject;
  readonly tokenHash: string;
  readonly linkKind: LinkKind;
  readonly messageId: MessageId | null;
  readonly cartId: CartId;
  readonly shopperId: ShopperId | null;
  readonly at: Date;
  readonly verdict: ClickVerdict;
  /** The day of the report on which this click counts for its message; null when it does not. */
  readonly countedOn: string | null;
};

/** Clicks and credit of one subject are changed one after the other. */
export type Subject = Brand<string, 'Subject'>;

/** The episode; a message or link outside of any belongs to its cart. */
export const subjectOf = (of: { readonly episodeId: EpisodeId | null; readonly cartId: CartId }): Subject =>
  (of.episodeId ?? of.cartId) as string as Subject;

export type Visit = {
  readonly at: Date;
  readonly method: 'GET' | 'HEAD';
  readonly tokenHash: string;
  /** Only judged, never kept. */
  readonly userAgent: string | null;
  /** The value of `Sec-Purpose` or `Purpose`. */
  readonly purpose: string | null;
};

/** Two links of one message in this time: nobody reads that fast. */
const AT_ONCE_MS = 2_000;

/** A message is not read before it is there. */
export const TOO_SOON_MS = 5_000;

/**
 * Whether a visit is a person's, and which earlier visits of the same message turn out to be a machine's by it.
 * `tooSoonMs` after the message went out a visit is a scanner's on the way to the mailbox.
 */
export const judgeVisit = (
  visit: Visit,
  {
    earlier,
    wentOutAt,
    tooSoonMs = TOO_SOON_MS,
  }: {
    readonly earlier: readonly Click[];
    /** When the message was accepted; until that is known, when its provider call began. */
    readonly wentOutAt: Date | null;
    readonly tooSoonMs?: number;
  },
): { readonly verdict: ClickVerdict; readonly unmasked: readonly Click[] } => {
  const together = earlier.filter((click) => isOtherLinkAtOnce(click, visit));
  const reason =
    ownSign(visit) ??
    (together.length > 0 ? 'two_links_at_once' : null) ??
    (isTooSoon(visit.at, wentOutAt, tooSoonMs) ? 'too_soon' : null);
  return {
    verdict: reason === null ? { kind: 'human' } : { kind: 'machine', reason },
    unmasked: together.filter(({ verdict }) => verdict.kind === 'human'),
  };
};

const ownSign = ({ method, purpose, userAgent }: Visit): MachineReason | null => {
  if (method === 'HEAD') return 'head';
  if (purpose !== null && /prefetch|preview/i.test(purpose)) return 'prefetch';
  return namesScanner(userAgent) ? 'scanner' : null;
};

const isOtherLinkAtOnce = (click: Click, visit: Visit): boolean =>
  click.tokenHash !== visit.tokenHash && Math.abs(visit.at.getTime() - click.at.getTime()) <= AT_ONCE_MS;

const isTooSoon = (at: Date, wentOutAt: Date | null, tooSoonMs: number): boolean =>
  wentOutAt !== null && at.getTime() - wentOutAt.getTime() < tooSoonMs;

/** A click that counts and can be credited: a person's, on a link that leads back. */
export const isHumanReturn = ({ linkKind, verdict }: Pick<Click, 'linkKind' | 'verdict'>): boolean =>
  linkKind === 'return' && verdict.kind === 'human';

/**
 * What one more click changes in those of its message: which earlier ones turn out to be a machine's, and which one
 * carries the message's count, since a message counts as clicked once. `count` is how the report changes. `day` is where
 * a first count goes; one that moves on to another click stays on its day.
 */
export const addClick = (
  earlier: readonly Click[],
  next: Click,
  { unmasked, day }: { readonly unmasked: readonly Click[]; readonly day: string },
): { readonly added: Click; readonly revised: readonly Click[]; readonly count: CountChange | null } => {
  const judged = [...earlier.map((click) => (unmasked.includes(click) ? asOneOfTwo(click) : click)), next];
  const counted = earlier.find(({ countedOn }) => countedOn !== null)?.countedOn ?? null;
  const carrier = countingClick(judged);
  const settled = judged.map((click) => ({
    ...click,
    countedOn: click === carrier ? (counted ?? day) : null,
  }));
  return {
    added: settled.at(-1) ?? next,
    revised: settled.slice(0, -1).filter((click, place) => !isSame(click, earlier[place])),
    count: countChange(counted, carrier === null ? null : (counted ?? day)),
  };
};

export type CountChange = { readonly by: 1 | -1; readonly day: string };

const asOneOfTwo = (click: Click): Click => ({
  ...click,
  verdict: { kind: 'machine', reason: 'two_links_at_once' },
});

/** The click that counts already, while it stands; else the first of a person. */
const countingClick = (clicks: readonly Click[]): Click | null => {
  const human = clicks.filter(isHumanReturn);
  return human.find(({ countedOn }) => countedOn !== null) ?? human[0] ?? null;
};

const isSame = (one: Click, other: Click | undefined): boolean =>
  one.verdict.kind === other?.verdict.kind && one.countedOn === other.countedOn;

const countChange = (before: string | null, after: string | null): CountChange | null => {
  if (before !== null && after === null) return { by: -1, day: before };
  return before === null && after !== null ? { by: 1, day: after } : null;
};
