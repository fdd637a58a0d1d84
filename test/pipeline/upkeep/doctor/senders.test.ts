import { expect, it } from 'vitest';
import { askAll } from '../../../../src/pipeline/upkeep/doctor/check.ts';
import { senderExaminers } from '../../../../src/pipeline/upkeep/doctor/senders.ts';
import { realClock } from '../../../support/real-clock.ts';

/** A small DNS; a name that maps to null does not answer. */
const examine = async (
  records: Record<string, readonly string[] | null>,
  senders = ['Loja <oi@mail.loja.com.br>'],
) => {
  const resolveTxt = async (name: string) => {
    if (records[name] === null) throw new Error(`the DNS does not answer for ${name}`);
    return records[name] ?? [];
  };
  const checks = await askAll(senderExaminers(senders, resolveTxt), realClock);
  return Object.fromEntries(checks.map(({ name, ok }) => [name, ok]));
};

const good = {
  'mail.loja.com.br': ['google-site-verification=x', 'v=spf1 include:amazonses.com ~all'],
  '_dmarc.loja.com.br': ['v=DMARC1; p=none'],
};

it('a domain with its records, those of the domain above it included, is in order', async () => {
  expect(await examine(good)).toEqual({
    'spf:mail.loja.com.br': true,
    'dkim:mail.loja.com.br': true,
    'dmarc:mail.loja.com.br': true,
  });
});

it.each([
  ['none', []],
  ['two, of which receivers take neither', ['v=spf1 -all', 'v=spf1 mx -all']],
  ['one that lets anybody send', ['v=spf1 +all']],
  ['one that lets anybody send without saying so', ['v=spf1 mx all']],
  ['one of another version', ['v=spf10 -all']],
  ['no answer', null],
])('SPF: %s is wrong', async (_name, texts) => {
  expect(await examine({ ...good, 'mail.loja.com.br': texts })).toMatchObject({
    'spf:mail.loja.com.br': false,
  });
});

it('DMARC: none is wrong, and a text that only looks like one is none', async () => {
  const found = await examine({
    'mail.loja.com.br': ['v=spf1 mx -all'],
    '_dmarc.loja.com.br': ['dmarc: soon'],
  });
  expect(found).toMatchObject({ 'dmarc:mail.loja.com.br': false });
});

it('each domain is asked about once; names for trials, and what is no address, not at all', async () => {
  expect(await examine({}, ['shop@example.com', 'a@localhost', 'nobody', 'x@shop.test'])).toEqual({});
  const two = await examine({ 'a.com': ['v=spf1 -all'] }, ['x@a.com', 'Y <y@A.com>']);
  expect(Object.keys(two)).toEqual(['spf:a.com', 'dkim:a.com', 'dmarc:a.com']);
});
