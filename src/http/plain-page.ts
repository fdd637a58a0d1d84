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
main{max-width:38rem;margin:0 auto;padding:2.5rem 1.25rem}
h1{margin:0 0 1rem;font-size:1.625rem;line-height:1.25;text-wrap:balance}
h2{margin:2rem 0 .5rem;font-size:1.125rem;line-height:1.35}
p{margin:0 0 1rem}
h1,p,li{overflow-wrap:anywhere}
code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}
label{display:block;margin-bottom:.375rem;font-weight:600}
input{box-sizing:border-box;width:100%;max-width:28rem;font:inherit;padding:.6rem .75rem;border:1px solid GrayText;border-radius:.5rem;background:Field;color:FieldText}
button,.button{display:inline-block;box-sizing:border-box;font:inherit;font-weight:600;padding:.65rem 1.25rem;border:1px solid CanvasText;border-radius:.5rem;background:CanvasText;color:Canvas;cursor:pointer;text-decoration:none}
:focus-visible{outline:3px solid Highlight;outline-offset:2px}
ul.lines{list-style:none;margin:0 0 1rem;padding:0;border-bottom:1px solid color-mix(in srgb,CanvasText 18%,Canvas)}
ul.lines>li{display:flex;gap:1rem;border-top:1px solid color-mix(in srgb,CanvasText 18%,Canvas);padding:.875rem 0}
ul.lines p{margin:0}
ul.lines>li>div{min-width:0}
ul.lines img{flex:none;object-fit:contain;background:#fff;border-radius:.375rem}
p.total{display:flex;justify-content:space-between;font-size:1.125rem}
a{color:LinkText}
ol.mails{list-style:none;padding:0}
ol.mails>li{border-top:1px solid color-mix(in srgb,CanvasText 18%,Canvas);padding:.75rem 0}
iframe{width:100%;height:36rem;border:1px solid GrayText;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
.quiet{color:color-mix(in srgb,CanvasText 70%,Canvas)}
`;
