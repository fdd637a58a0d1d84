import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../../src/core/words/vocabulary.ts';
import { writeStory } from '../../../../src/http/api/carts/story/write-story.ts';

const KINDS: readonly (readonly [string, string | null])[] = [
  ['cart_seen', null],
  ['contact_known', null],
  ['state_changed', null],
  ['state_changed', 'order_cancelled'],
  ...['bought', 'pending', 'in_review', 'lapsed', 'cancelled', 'refunded'].map(
    (meaning) => ['order_seen', meaning] as const,
  ),
  ['abandoned', null],
  ...['send', 'wait', 'next_channel', 'skip', 'stop', 'expire'].map(
    () => ['decision', 'over_budget'] as const,
  ),
  ['message_accepted', null],
  ['message_failed', 'recipient_refused'],
  ['message_uncertain', 'no_answer_after_data'],
  ['episode_ended', 'no_step_left'],
  ['episode_ended', 'idle_for_seven_days'],
  ['closed', 'superseded'],
  ['closed', 'declined'],
  ['closed_by_hand', null],
  ['clicked', null],
  ['click_withdrawn', 'two_links_at_once'],
  ['unsubscribed', null],
  ['written_by_hand', null],
  ['contacted', 'shipping'],
];

const facts = {
  from: 'open',
  to: 'closed',
  number: '1001',
  order: '1001',
  channel: 'whatsapp',
  action: 'wait',
  waitsUntil: '2026-11-21T12:00:00.000Z',
  budgetUntil: '2026-11-21T12:00:00.000Z',
};

describe('the words of a cart’s story', () => {
  test.each(LANGUAGES)('stand for every event in %s', (language) => {
    const words = KINDS.map(([kind, reason]) =>
      writeStory({ kind, reason, facts }, { language, zone: 'America/Sao_Paulo' }),
    );
    for (const text of words) {
      expect(text).not.toMatch(/[{}_]|undefined|null/);
      expect(text.split(' ').length).toBeGreaterThan(1);
    }
  });

  test('name the order and why, each once', () => {
    const reader = { language: 'pt-BR', zone: 'UTC' } as const;
    expect(writeStory({ kind: 'order_seen', reason: 'bought', facts }, reader)).toBe(
      'O cliente comprou (pedido 1001)',
    );
    expect(writeStory({ kind: 'episode_ended', reason: 'bought', facts }, reader)).toBe(
      'Os lembretes terminaram: o cliente comprou (pedido 1001).',
    );
    expect(writeStory({ kind: 'decision', reason: 'over_budget', facts }, reader)).toMatch(
      /^O lembrete espera até 21 de nov., 12:00: o cliente já recebeu/,
    );
  });
});
