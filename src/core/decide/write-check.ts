import { writeDuration } from '../words/duration.ts';
import { writeMoment } from '../words/locale.ts';
import type { CheckCode } from '../words/reason-codes.ts';
import { CLOSED_REASONS, type Language } from '../words/vocabulary.ts';
import type { Facts } from './check.ts';
import type { CheckResult } from './decide.ts';
import type { DecisionWords } from './words/decision-words.ts';
import { EN } from './words/en.ts';
import { ES } from './words/es.ts';
import { OTHERWISE } from './words/otherwise.ts';
import { PL } from './words/pl.ts';
import { PT_BR } from './words/pt-br.ts';

/** Whom words are written for. `zone` is an IANA name. */
export type Reader = { readonly language: Language; readonly zone: string };

/** What a check found, as a sentence in the reader's language. */
export const writeCheck = ({ code, passed, facts }: CheckResult, reader: Reader): string => {
  const words = WORDS[reader.language];
  return asSentence(fill(wordsOf(words, code, facts)[passed ? 'passed' : 'failed'], facts, reader));
};

const wordsOf = (words: DecisionWords, code: CheckCode, facts: Facts) => {
  if (code === 'payment_pending' && facts['flow'] === 'pending_payment') return words.ownPayment;
  if (code === 'closed') return closedWords(words, facts);
  return code === 'flow_off' && facts['flow'] === 'campaign' ? words.campaign : words.checks[code];
};

/** A run of reminders may be over while the cart itself is open. */
const closedWords = (words: DecisionWords, { reason }: Facts) => {
  if (typeof reason !== 'string' || CLOSED.has(reason)) return words.checks.closed;
  return Object.hasOwn(words.codes, reason) ? words.ended : words.over;
};

const CLOSED: ReadonlySet<string> = new Set([...CLOSED_REASONS, 'expired']);

/** The sentence for a reason that stands on a message, an episode or the timeline; null for what is no check. */
export const writeReason = (reason: string, facts: Facts, reader: Reader): string | null => {
  const words = WORDS[reader.language];
  if (!(reason in words.checks)) return null;
  return asSentence(fill(wordsOf(words, reason as CheckCode, facts).failed, facts, reader));
};

/** The same as it goes on after a colon. A name at the beginning stays as it is written. */
export const continueWithReason = (reason: string, facts: Facts, reader: Reader): string | null => {
  const words = WORDS[reader.language];
  if (!(reason in words.checks)) return null;
  const { failed } = wordsOf(words, reason as CheckCode, facts);
  return fill(failed.charAt(0).toLowerCase() + failed.slice(1), facts, reader);
};

/** It may begin with a fact, such as the channel. */
const asSentence = (written: string): string => written.charAt(0).toUpperCase() + written.slice(1);

/** Why an offer went along or did not (`offerCode`); null for what is none. */
export const writeOffer = (code: string, { language }: Pick<Reader, 'language'>): string | null =>
  code.startsWith('offer_') ? (WORDS[language].codes[code] ?? null) : null;

/** What would have changed a decision that this reason made; null for what is no check. */
export const writeOtherwise = (reason: string, facts: Facts, reader: Reader): string | null => {
  const words: Readonly<Record<string, string>> = OTHERWISE[reader.language];
  const sentence = words[reason];
  return sentence === undefined ? null : fill(sentence, facts, reader);
};

const WORDS: Readonly<Record<Language, DecisionWords>> = { en: EN, 'pt-BR': PT_BR, es: ES, pl: PL };

const fill = (sentence: string, facts: Facts, reader: Reader): string =>
  sentence
    .replaceAll(ASIDES, (aside) => (tellsNothing(aside, facts) ? '' : aside))
    .replaceAll(FACT, (_, name: string) => writeFact(name, facts[name] ?? null, reader));

const FACT = /\{(\w+)\}/g;

/** What stands in brackets, and what follows a semicolon: the sentence holds without them. */
const ASIDES = / \([^()]*\)|;[^;.]*(?=\.)/g;

/** It names facts, and none of them is known here. */
const tellsNothing = (aside: string, facts: Facts): boolean => {
  const names = [...aside.matchAll(FACT)].map(([, name]) => name ?? '');
  return names.length > 0 && names.every((name) => (facts[name] ?? null) === null);
};

const writeFact = (name: string, value: Facts[string], { language, zone }: Reader): string => {
  if (value === null || value === undefined) return WORDS[language].none;
  if (/(At|Until)$/.test(name) && typeof value === 'string')
    return writeMoment(new Date(value), language, zone);
  if (name.endsWith('Ms') && typeof value === 'number') return writeDuration(value);
  if (CODED.has(name) && typeof value === 'string') return WORDS[language].codes[value] ?? value;
  return Array.isArray(value) ? value.join(', ') : String(value);
};

/** Facts that are codes of ours; others may hold the same letters by chance. */
const CODED: ReadonlySet<string> = new Set([
  'reason',
  'by',
  'channel',
  'offer',
  'otherFlow',
  'state',
  'rule',
]);
