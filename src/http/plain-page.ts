import type { Response } from 'express';

/** HTML that is ready to be put into a page; everything else is escaped. */
export type Markup = { readonly markup: string };

/** A template whose values are escaped, unless they are markup themselves. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Markup => ({
  markup: parts.reduce((page, part, place) => page + write(values[place - 1]) + part),
});

type Value = string | number | null | undefined | Markup | readonly Markup[];

const write = (value: Value): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object' && 'markup' in value) return value.markup;
  if (typeof value === 'object') return value.map((one) => one.markup).join('');
  return escapeHtml(String(value));
};

export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export type PlainPage = {
  readonly status: number;
  readonly language: string;
  readonly title: string;
  readonly body: Markup;
};

/** A small page of our own, without scripts. */
export const sendPage = (response: Response, { status, language, title, body }: PlainPage): void => {
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/plain.css" />
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html> `;
  response.status(status).type('html').send(page.markup);
};

/** The style of those pages, served as `/plain.css` because nothing inline is allowed. */
export const PLAIN_CSS = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;background:Canvas;color:CanvasText}
main{max-width:44rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.5rem;line-height:1.25}
h1,p,li{overflow-wrap:anywhere}
code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}
button,.button{display:inline-block;font:inherit;padding:.6rem 1.2rem;border:1px solid;border-radius:.4rem;background:CanvasText;color:Canvas;cursor:pointer;text-decoration:none}
ul.lines{list-style:none;padding:0}
ul.lines>li{display:flex;gap:1rem;border-top:1px solid GrayText;padding:.75rem 0}
ul.lines p{margin:0}
ul.lines>li>div{min-width:0}
ul.lines img{flex:none;object-fit:contain;background:#fff;border-radius:.25rem}
a{color:LinkText}
ol.mails{list-style:none;padding:0}
ol.mails>li{border-top:1px solid GrayText;padding:.75rem 0}
iframe{width:100%;height:36rem;border:1px solid GrayText;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
.quiet{color:GrayText}
`;
