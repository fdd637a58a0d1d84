import { expect, test } from 'vitest';
import { parseSmtpUrl } from '../../../src/channels/email/smtp-account.ts';

const login = { user: 'user@x', pass: 'p:ss/w' };

test.each([
  ['smtp://mail.example', { host: 'mail.example', port: 587, security: 'opportunistic', login: null }],
  [
    'smtp://user%40x:p%3Ass%2Fw@mail.example:2525',
    { host: 'mail.example', port: 2525, security: 'starttls', login },
  ],
  ['smtps://user%40x:p%3Ass%2Fw@mail.example', { host: 'mail.example', port: 465, security: 'tls', login }],
  [
    'smtp://mail.example?tls=required',
    { host: 'mail.example', port: 587, security: 'starttls', login: null },
  ],
  [
    'smtp://user%40x:p%3Ass%2Fw@mailpit:1025?tls=never',
    { host: 'mailpit', port: 1025, security: 'none', login },
  ],
  ['smtp://127.0.0.1:1025', { host: '127.0.0.1', port: 1025, security: 'none', login: null }],
  ['smtp://[::1]:1025', { host: '::1', port: 1025, security: 'none', login: null }],
])('%s is read', (url, account) => {
  expect(parseSmtpUrl(url)).toEqual({ valid: true, account });
});

test.each([
  '',
  'mail.example',
  'http://mail.example',
  'smtp://',
  'smtp:',
  'smtp://u%:p@mail.example',
  'smtp://mail.example:99999',
])('%j is no SMTP URL', (url) => {
  expect(parseSmtpUrl(url)).toEqual({ valid: false, reason: 'smtp_url_invalid' });
});

test('what else a merchant writes into the URL switches nothing', () => {
  const url = 'smtp://mail.example?rejectUnauthorized=false&proxy=http://evil&socket=/run/x';
  expect(parseSmtpUrl(url)).toMatchObject({ account: { security: 'opportunistic', host: 'mail.example' } });
});
