/** A page of the demo's own shops. Everything that is put in has been escaped. */
export const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; color: #1f2328; background: #f7f5f0; margin: 0 }
main { max-width: 42rem; margin: 3rem auto; background: #fff; padding: 2rem; border-radius: 12px }
ul { list-style: none; padding: 0 } li { display: flex; gap: 1rem; align-items: center; padding: .5rem 0 }
img { border-radius: 8px } .quiet { color: #666 } .price { margin-left: auto }
button, .button { font: inherit; background: #2b5d4f; color: #fff; border: 0; border-radius: 8px;
  padding: .6rem 1.2rem; text-decoration: none; cursor: pointer }
a { color: #2b5d4f }
</style>
</head>
<body><main>${body}</main></body>
</html>`;

export const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
