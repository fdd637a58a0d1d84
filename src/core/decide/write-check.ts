import { writeDuration } from '../words/duration.ts';
import { writeDateTime } from '../words/locale.ts';
import type { CheckCode } from '../words/reason-codes.ts';
import type { Language } from '../words/vocabulary.ts';
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
  return fill(wordsOf(words, code, facts)[passed ? 'passed' : 'failed'], facts, reader);
};

const wordsOf = (words: DecisionWords, code: CheckCode, facts: Facts) => {
  if (code === 'payment_pending' && facts['flow'] === 'pending_payment') return words.ownPayment;
  return code === 'flow_off' && facts['flow'] === 'campaign' ? words.campaign : words.checks[code];
};

/** The sentence for a reason that stands on a message, an episode or the timeline; null for what is no check. */
export const writeReason = (reason: string, facts: Facts, reader: Reader): string | null => {
  const words = WORDS[reader.language];
  if (!(reason in words.checks)) return null;
  return fill(wordsOf(words, reason as CheckCode, facts).failed, facts, reader);
};

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
  sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => writeFact(name, facts[name] ?? null, reader));

const writeFact = (name: string, value: Facts[string], { language, zone }: Reader): string => {
  if (value === null || value === undefined) return WORDS[language].none;
  if (/(At|Until)$/.test(name) && typeof value === 'string')
    return writeDateTime(new Date(value), language, zone);
  if (name.endsWith('Ms') && typeof value === 'number') return writeDuration(value);
  if (CODED.has(name) && typeof value === 'string') return WORDS[language].codes[value] ?? value;
  return Array.isArray(value) ? value.join(', ') : String(value);
};

/** Facts that are codes of ours; others may hold the same letters by chance. */
const CODED: ReadonlySet<string> = new Set(['reason', 'by', 'channel', 'offer', 'otherFlow']);
