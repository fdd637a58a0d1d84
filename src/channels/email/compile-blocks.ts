import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import mjml2html from 'mjml';
import { MAIL_MJML } from './blocks.mjml.ts';

/**
 * Development only (`npm run emails`): compiles the MJML of every block into a Liquid fragment and writes them as a
 * module that is committed, so that nothing of MJML runs in the product. A test compares the two.
 */
export const compileBlocks = async (): Promise<string> => {
  const { html, errors } = await mjml2html(MAIL_MJML, {
    validationLevel: 'strict',
    fonts: {},
    keepComments: false,
  });
  if (errors.length > 0) throw new Error(errors.map((error) => error.formattedMessage).join('\n'));
  const fragments = html.split(MARKER).map((part, place, parts) => {
    const isName = place % 2 === 1;
    return isName ? '' : entry(parts[place - 1] ?? 'open', part);
  });
  return `${HEADER}export const FRAGMENTS = {\n${fragments.join('')}} as const;\n`;
};

/** The document is cut at `@@name@@`: what follows is the fragment of that name; what comes first is `open`. */
const MARKER = /@@([a-z]+)@@/;

const HEADER = '// Written by `npm run emails` from src/channels/email/blocks.mjml.ts. Do not edit.\n\n';

const entry = (name: string, html: string): string => `  ${name}: ${quote(squeeze(html))},\n`;

/** White space between tags costs a third of a mail's size, and Gmail cuts mails at 102 KB. */
const squeeze = (html: string): string =>
  html
    .replaceAll('#acce01', '{{ accent }}')
    .replaceAll('#acce02', '{{ accent_text }}')
    .replaceAll(/>\s+</g, '><')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/> (?=\{%)/g, '>')
    .replaceAll(/(?<=%\}) (?=[<{])/g, '')
    .trim();

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const TARGET = fileURLToPath(new URL('../../core/message/fragments.ts', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(TARGET, await compileBlocks());
