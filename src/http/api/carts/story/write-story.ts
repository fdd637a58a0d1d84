import type { Facts } from '../../../../core/decide/check.ts';
import { continueWithReason, writeOffer, type Reader } from '../../../../core/decide/write-check.ts';
import { writeMoment } from '../../../../core/words/locale.ts';
import type { Language } from '../../../../core/words/vocabulary.ts';
import type { TimelineEntry } from '../../../../ports/store/timeline.ts';
import { EN } from './en.ts';
import { ES } from './es.ts';
import { PL } from './pl.ts';
import { PT_BR } from './pt-br.ts';
import type { StoryWords } from './story-words.ts';

/** One event of a cart's story as a sentence for the reader; its reason, where it has one, after a colon. */
export const writeStory = (
  entry: Pick<TimelineEntry, 'kind' | 'reason' | 'facts'>,
  reader: Reader,
): string => {
  if (entry.kind === 'offer') return writeOffer(entry.reason ?? '', reader) ?? '';
  const told = fill(sentenceOf(entry, WORDS[reader.language]), entry, reader);
  // What an order means stands in its sentence already.
  const why = entry.kind === 'order_seen' ? null : reasonOf(entry, reader);
  return why === null ? told : `${told}: ${why}`;
};

const WORDS: Readonly<Record<Language, StoryWords>> = { en: EN, 'pt-BR': PT_BR, es: ES, pl: PL };

const sentenceOf = (
  { kind, reason, facts }: Pick<TimelineEntry, 'kind' | 'reason' | 'facts'>,
  { kinds, actions }: StoryWords,
): string => {
  if (kind === 'decision') return wordOf(actions, facts['action']) ?? '';
  if (kind === 'order_seen') return wordOf(kinds, `order_${reason ?? 'bought'}`) ?? '';
  if (kind === 'contacted' && facts['reached'] === false) return kinds.contact_tried;
  return wordOf(kinds, kind) ?? kind.replaceAll('_', ' ');
};

const reasonOf = ({ reason, facts }: Pick<TimelineEntry, 'reason' | 'facts'>, reader: Reader) => {
  if (reason === null) return null;
  return (
    wordOf(WORDS[reader.language].reasons, reason) ??
    continueWithReason(reason, facts as Facts, reader) ??
    reason.replaceAll('_', ' ')
  );
};

const fill = (sentence: string, { facts }: Pick<TimelineEntry, 'facts'>, reader: Reader): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => writeFact(name, facts[name] ?? null, reader));

const writeFact = (name: string, value: unknown, { language, zone }: Reader): string => {
  const { channels, states, none } = WORDS[language];
  if (typeof value !== 'string') return none;
  if (name === 'waitsUntil') return writeMoment(new Date(value), language, zone);
  return wordOf(name === 'channel' ? channels : name === 'number' ? {} : states, value) ?? value;
};

const wordOf = (words: Readonly<Record<string, string>>, name: unknown): string | null =>
  typeof name === 'string' && Object.hasOwn(words, name) ? (words[name] ?? null) : null;
