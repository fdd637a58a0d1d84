import type { ChannelFact } from '../../core/decide/snapshot.ts';
import type { Channel } from '../../core/words/vocabulary.ts';
import type { ChannelHealth, ChannelPort } from '../../ports/channel.ts';
import type { Situation } from '../../ports/store/snapshots.ts';

export type KnownChannels = {
  readonly channels: Readonly<Partial<Record<Channel, Pick<ChannelPort<never>, 'health'>>>>;
};

/** A situation with what this process knows of its channels; one that it does not have is down. */
export const withChannelHealth = (
  situation: Situation,
  { channels }: KnownChannels,
  now: Date,
): Situation => {
  const told = Object.entries(situation.snapshot.channels) as [Channel, ChannelFact][];
  const known = Object.fromEntries(
    told.map(([channel, fact]) => {
      const health = channels[channel]?.health(situation.store.id) ?? unknown(now);
      return [channel, { ...fact, downUntil: health.kind === 'down' ? health.until : null }];
    }),
  );
  return { ...situation, snapshot: { ...situation.snapshot, channels: known } };
};

const unknown = (now: Date): ChannelHealth => ({
  kind: 'down',
  reason: 'not_configured',
  until: new Date(now.getTime() + 1_000),
});
