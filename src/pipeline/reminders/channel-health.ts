import type { Channel } from '../../core/words/vocabulary.ts';
import type { ChannelPort, EmailContent } from '../../ports/channel.ts';
import type { Situation } from '../../ports/store/snapshots.ts';

export type KnownChannels = {
  readonly channels: Readonly<Partial<Record<Channel, Pick<ChannelPort<EmailContent>, 'health'>>>>;
};

/** A situation with what this process knows of its channels. */
export const withChannelHealth = (
  situation: Situation,
  { channels }: KnownChannels,
  now: Date,
): Situation => {
  const { email } = situation.snapshot.channels;
  if (email === undefined) return situation;
  const health = channels.email?.health(situation.store.id) ?? {
    kind: 'down',
    until: new Date(now.getTime() + 1_000),
  };
  const downUntil = health.kind === 'down' ? health.until : null;
  const known = { ...situation.snapshot.channels, email: { ...email, downUntil } };
  return { ...situation, snapshot: { ...situation.snapshot, channels: known } };
};
