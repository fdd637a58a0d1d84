import { describe, expect, test } from 'vitest';
import type { ChannelPort, Outgoing } from '../../src/ports/channel.ts';

/** One way to reach a shopper, with what arrived at the far end. */
type ChannelUnderTest<Content> = {
  readonly channel: ChannelPort<Content>;
  /** A message for somebody of that name. */
  readonly aMessage: (to: string) => Outgoing<Content>;
  /** As received, oldest first. */
  readonly received: () => readonly string[];
  /** The one that something received was meant for. */
  readonly whose: (received: string) => string | undefined;
  readonly close: () => Promise<void>;
};

const yes = (): Promise<boolean> => Promise.resolve(true);

/** What every channel promises, whatever it hands over. */
export const describeChannel = <Content>(
  name: string,
  open: () => Promise<ChannelUnderTest<Content>>,
): void => {
  const using = async (work: (far: ChannelUnderTest<Content>) => Promise<void>): Promise<void> => {
    const far = await open();
    try {
      await work(far);
    } finally {
      await far.channel.close();
      await far.close();
    }
  };
  describe(`${name} as a channel`, () => {
    test('a message is accepted, and arrives once', () =>
      using(async ({ channel, received, aMessage }) => {
        expect(channel.health(aMessage('shopper').storeId)).toEqual({ kind: 'up' });
        expect(await channel.send(aMessage('shopper'), yes)).toMatchObject({ kind: 'accepted' });
        expect(received()).toHaveLength(1);
      }));

    test('nothing has arrived while the last question is open, and nothing arrives when it is answered with no', () =>
      using(async ({ channel, received, aMessage }) => {
        let arrivedWhenAsked = -1;
        const result = await channel.send(aMessage('shopper'), () => {
          arrivedWhenAsked = received().length;
          return Promise.resolve(false);
        });
        expect(result).toEqual({ kind: 'withdrawn' });
        expect(arrivedWhenAsked).toBe(0);
        expect(await channel.send(aMessage('next'), yes)).toMatchObject({
          kind: 'accepted',
        });
        expect(received()).toHaveLength(1);
      }));

    test('a question that fails is the caller’s to hear, and nothing arrives', () =>
      using(async ({ channel, received, aMessage }) => {
        await expect(
          channel.send(aMessage('shopper'), () => Promise.reject(new Error('disk full'))),
        ).rejects.toThrow('disk full');
        expect(received()).toHaveLength(0);
      }));

    test('the question is asked once per message, however many are sent at a time, and each arrives once', () =>
      using(async ({ channel, received, aMessage, whose }) => {
        let asked = 0;
        const sends = Array.from({ length: 40 }, (_, place) =>
          channel.send(aMessage(`shopper${place}`), () => {
            asked += 1;
            return yes();
          }),
        );
        const kinds = (await Promise.all(sends)).map((result) => result.kind);
        expect(new Set(kinds)).toEqual(new Set(['accepted']));
        expect(asked).toBe(40);
        expect(new Set(received().map(whose)).size).toBe(40);
        expect(received()).toHaveLength(40);
      }));

    test('closing waits for what is being handed over', () =>
      using(async ({ channel, received, aMessage }) => {
        const question = Promise.withResolvers<boolean>();
        const asked = Promise.withResolvers<void>();
        const sending = channel.send(aMessage('shopper'), () => {
          asked.resolve();
          return question.promise;
        });
        await asked.promise;
        const closing = channel.close();
        question.resolve(true);
        await closing;
        expect(await sending).toMatchObject({ kind: 'accepted' });
        expect(received()).toHaveLength(1);
      }));
  });
};
