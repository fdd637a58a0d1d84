import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import type { ChannelPort, EmailContent } from '../../../src/ports/channel.ts';
import { describeChannel } from '../channel.contract.ts';
import { anEmail } from './mails.ts';

/** One way to send e-mail, with what arrived at the far end. */
type MailChannelUnderTest = {
  readonly channel: ChannelPort<EmailContent>;
  /** Raw mails as received, oldest first. */
  readonly received: () => readonly string[];
  readonly close: () => Promise<void>;
};

const yes = (): Promise<boolean> => Promise.resolve(true);

const withChannel = async (
  open: () => Promise<MailChannelUnderTest>,
  work: (far: MailChannelUnderTest) => Promise<void>,
): Promise<void> => {
  const far = await open();
  try {
    await work(far);
  } finally {
    await far.channel.close();
    await far.close();
  }
};

export const describeMailChannel = (name: string, open: () => Promise<MailChannelUnderTest>): void => {
  const using = (work: (far: MailChannelUnderTest) => Promise<void>) => withChannel(open, work);
  describeChannel(name, async () => ({
    ...(await open()),
    aMessage: (to) => anEmail({ to: `${to}@example.com` }),
    whose: (raw) => /^To: (.*)$/m.exec(raw)?.[1]?.trim(),
  }));
  describe(`${name} as a channel of mail`, () => {
    test.each([
      '',
      'ana',
      'ana@',
      'a@example.com, b@evil.example',
      'a@example.com\r\nBcc: c@evil.example',
      '"a@x"@evil.example',
      'a b@example.com',
      '<a@example.com>',
      'Ana <a@example.com>',
      'a@example.com;b@evil.example',
      'a@[127.0.0.1]',
      `a@${'b'.repeat(300)}.example`,
    ])('%j is no address, reaches nobody and is held against nobody', (to) =>
      using(async ({ channel, received }) => {
        let wasAsked = false;
        const result = await channel.send(anEmail({ to }), () => {
          wasAsked = true;
          return yes();
        });
        expect(result).toEqual({ kind: 'refused', reason: 'address_invalid', suppress: false });
        expect(wasAsked).toBe(false);
        expect(received()).toHaveLength(0);
      }),
    );

    test('what arrives is what was written, with one click to unsubscribe', () =>
      using(async ({ channel, received }) => {
        const content = {
          subject: 'Olá, A & B: "é" 👋',
          html: '<p>é &amp; ü</p>',
          text: '.é & ü\n.\nFrom here\n',
        };
        await channel.send(anEmail({ content }), yes);
        const mail = await PostalMime.parse(received()[0] ?? '');
        expect(mail.subject).toBe(content.subject);
        expect(mail.html?.trim()).toBe(content.html);
        expect(mail.text?.trimEnd()).toBe(content.text.trimEnd());
        expect(mail.messageId).toBe('<m1@retorno.example>');
        expect(mail.from).toMatchObject({ name: 'Loja Um & Cia', address: 'loja@shop.example' });
        const header = (key: string) => mail.headers.find((entry) => entry.key === key)?.value;
        expect(header('list-unsubscribe')).toBe('<https://retorno.example/u/abc>');
        expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
      }));

    test('a transactional message has no unsubscribe header', () =>
      using(async ({ channel, received }) => {
        await channel.send(anEmail({ content: { unsubscribeUrl: null } }), yes);
        expect(received()[0]).not.toMatch(/List-Unsubscribe/i);
      }));

    test('words cannot become headers', () =>
      using(async ({ channel, received }) => {
        const evil = 'x\r\nBcc: evil@evil.example\r\n\r\nbody';
        await channel.send(
          anEmail({
            content: { subject: evil, from: { name: evil, address: 'loja@shop.example' }, language: evil },
          }),
          yes,
        );
        const mail = await PostalMime.parse(received()[0] ?? '');
        expect(mail.bcc ?? []).toEqual([]);
        expect(mail.headers.map((header) => header.key)).not.toContain('bcc');
        expect(mail.html).toContain('Oi');
      }));
  });
};
