import type { Write } from '../../../src/ports/store/write.ts';
import type { ChannelPort, EmailContent, SendResult } from '../../../src/ports/channel.ts';
import type { Fault } from './life.ts';

/** A process that can die between any two steps: from then on nothing of it ever answers, as after kill -9. */
export type Mortal = {
  readonly commit: Commit;
  readonly channel: ChannelPort<EmailContent>;
  /** Resolves to false when the process died before the work was done. */
  readonly lives: (work: Promise<unknown>) => Promise<boolean>;
};

type Commit = (writes: readonly Write[]) => Promise<'committed' | 'conflict'>;

export type HandedOver = { readonly messageId: string; readonly to: string; readonly at: Date };

/** What is counted over all processes of a life: each fault strikes once. */
export type Fate = { commits: number; mails: number; readonly faults: Fault[]; deaths: number };

export const createMortal = (given: {
  readonly commit: Commit;
  readonly fate: Fate;
  readonly now: () => Date;
  readonly handedOver: (mail: HandedOver) => void;
}): Mortal => {
  const { fate } = given;
  const death = Promise.withResolvers<false>();
  let isDead = false;
  const die = (): Promise<never> => {
    if (!isDead) fate.deaths += 1;
    isDead = true;
    death.resolve(false);
    return silence();
  };
  const commit: Commit = async (writes) => {
    if (isDead) return silence();
    fate.commits += 1;
    const fault = strike(fate, (one) => one.kind === 'dies' && one.atCommit === fate.commits);
    if (fault?.kind === 'dies' && fault.side === 'before') return die();
    const outcome = await given.commit(writes);
    return fault?.kind === 'dies' || isDead ? die() : outcome;
  };
  const send: ChannelPort<EmailContent>['send'] = async ({ messageId, to }, beforeHandOver) => {
    fate.mails += 1;
    const fault = strike(fate, (one) => one.kind === 'mail' && one.at === fate.mails);
    const how = fault?.kind === 'mail' ? fault.how : 'well';
    if (how === 'busy') return BUSY;
    if (!(await beforeHandOver())) return { kind: 'withdrawn' };
    if (isDead) return silence();
    if (how === 'refused_late') return BUSY;
    given.handedOver({ messageId, to, at: given.now() });
    if (how === 'dies_after') return die();
    return how === 'silent'
      ? { kind: 'uncertain', reason: 'no answer' }
      : { kind: 'accepted', providerId: `provider-${messageId}` };
  };
  return {
    commit,
    channel: { channel: 'email', send, health: () => ({ kind: 'up' }), close: () => Promise.resolve() },
    lives: (work) => Promise.race([work.then(() => !isDead), death.promise]),
  };
};

const BUSY: SendResult = { kind: 'retry', reason: 'busy', afterMs: null };

const silence = (): Promise<never> => new Promise(() => {});

const strike = (fate: Fate, isIt: (fault: Fault) => boolean): Fault | null => {
  const place = fate.faults.findIndex(isIt);
  return place === -1 ? null : (fate.faults.splice(place, 1)[0] ?? null);
};
