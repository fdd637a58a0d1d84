/**
 * Who may import whom, once: `oxlint.config.ts` enforces it, `test/architecture/import-rules.test.ts` proves it.
 * The linter's patterns know no lookaround (it drops such a pattern without a word), so a row names what it forbids.
 * A path that one `group` lets through with `!` is let through by the other groups of its row too: one per row is safe.
 * `import()` is not seen by this rule.
 */
type Pattern = { regex: string; message: string } | { group: string[]; message: string };
type Override = { files: string[]; rules: Record<string, ['error', { patterns: Pattern[] }]> };
type Row = { files: string[]; mayImport: readonly string[]; because: string };

export const sourceFolders = [
  'core',
  'ports',
  'pipeline',
  'store',
  'channels',
  'runners',
  'outbound',
  'http',
  'cli',
  'compose',
  'demo',
] as const;
/** What `main.ts` and `compose/` put together, out of everything; nothing reaches back to it. */
export const compositionFiles = ['main', 'config', 'variables', 'secrets'] as const;
export const platforms = ['shopify', 'woocommerce', 'nuvemshop', 'wix', 'custom'] as const;

export const importRules = (): Override[] => [
  ...inside(),
  edge('store', ['drizzle-orm', 'better-sqlite3', 'pg']),
  edge('channels', ['nodemailer', 'mjml']),
  edge('runners', ['node-cron', 'graphile-worker']),
  edge('outbound', []),
  ...shell(),
  ...platforms.map(adapter),
  row(
    {
      files: ['adapters/index.ts'],
      mayImport: ['core', 'ports', 'adapters'],
      because: 'the list of platforms knows platforms and ports only',
    },
    [],
  ),
  {
    files: ['web/**'],
    rules: restrict([
      {
        group: ['**/src/**', '!**/src/http/contract/**', '!**/src/core/words/**'],
        message: 'the browser sees src/http/contract and src/core/words only: the rest is the server',
      },
      { regex: String.raw`^(\.\./)+adapters/`, message: 'platforms belong to the server' },
    ]),
  },
];

const inside = (): Override[] => [
  row(
    { files: ['src/core/**'], mayImport: ['core'], because: 'core is pure: no I/O, no clock, no framework' },
    [
      onlyLibraries(
        ['zod', 'libphonenumber-js', 'liquidjs', 'html-to-text', 'luxon', 'node:crypto'],
        'core uses zod, hashes and pure libraries only',
      ),
    ],
  ),
  row({ files: ['src/ports/**'], mayImport: ['core', 'ports'], because: 'ports are types about the core' }, [
    onlyLibraries([], 'ports are types of our own; a library in them would bind every implementation'),
  ]),
  row(
    {
      files: ['src/pipeline/**'],
      mayImport: ['core', 'ports', 'pipeline'],
      because: 'a step works through ports, so that every store, channel and platform can take part in it',
    },
    [notOwned([])],
  ),
];

const shell = (): Override[] => [
  row(
    {
      files: ['src/http/**'],
      mayImport: ['core', 'ports', 'pipeline', 'http', 'adapters'],
      because: 'a route hands over to the pipeline; main.ts gives it what it needs',
    },
    [onlyAdapterList, notOwned(['express', 'helmet', 'express-rate-limit'])],
  ),
  row(
    {
      files: ['src/http/contract/**'],
      mayImport: ['core', 'http'],
      because: 'the contract is shared with the browser',
    },
    [
      {
        regex: String.raw`^(\.\./)+core/([^w]|w[^o])`,
        message: 'the contract is shared with the browser: of the core it sees words only',
      },
      {
        regex: String.raw`^\.\./[^.]`,
        message: 'the contract is shared with the browser: the rest of http is not',
      },
      onlyLibraries(['zod'], 'the contract is shared with the browser: zod and nothing else'),
    ],
  ),
  row(
    {
      files: ['src/cli/**'],
      mayImport: ['core', 'ports', 'pipeline', 'cli', 'adapters'],
      because: 'a command hands over to the pipeline',
    },
    [onlyAdapterList, notOwned([])],
  ),
  row(
    {
      files: ['src/demo/**'],
      mayImport: ['core', 'ports', 'cli', 'compose', 'config', 'demo'],
      because:
        'the demo stands outside: it starts the product, and then does what operators and platforms do',
    },
    [notOwned([])],
  ),
];

const adapter = (platform: (typeof platforms)[number]): Override => {
  const others = platforms.filter((other) => other !== platform);
  return row(
    {
      files: [`adapters/${platform}/**`],
      mayImport: ['core', 'ports', 'adapters'],
      because: 'an adapter is data in, data out: storing, serving and sending are generic code around it',
    },
    [
      {
        regex: String.raw`^(\.\./)+(adapters/)?(${others.join('|')})/`,
        message: 'a platform knows no other platform: what both need belongs to core or ports',
      },
      notOwned(
        { shopify: ['@shopify'], woocommerce: ['@woocommerce'], nuvemshop: [], wix: [], custom: [] }[
          platform
        ],
      ),
    ],
  );
};

/** Store, channels, runners and outbound: the outer edge, one library each. */
const edge = (folder: string, libraries: string[]): Override =>
  row(
    {
      files: [`src/${folder}/**`],
      mayImport: ['core', 'ports', folder],
      because: `${folder} stands behind a port: it knows neither its callers nor the other edges`,
    },
    [notOwned(libraries)],
  );

const row = ({ files, mayImport, because }: Row, more: Pattern[]): Override => {
  const forbidden = [...sourceFolders, 'web'].filter((name) => !mayImport.includes(name));
  const composition = compositionFiles.filter((name) => !mayImport.includes(name));
  return {
    files,
    rules: restrict([
      { regex: String.raw`^(\.\./)+(src/)?(${forbidden.join('|')})/`, message: because },
      ...(composition.length === 0
        ? []
        : [
            {
              regex: String.raw`^(\.\./)+(src/)?(${composition.join('|')})\.ts$`,
              message: 'main.ts composes the product and hands in what is needed; nothing reaches back to it',
            },
          ]),
      ...(mayImport.includes('adapters')
        ? []
        : [{ regex: String.raw`^(\.\./)+adapters/`, message: because }]),
      ...more,
    ]),
  };
};

const onlyAdapterList: Pattern = {
  group: ['**/adapters/**', '!**/adapters/index.ts'],
  message: 'platforms are reached through adapters/index.ts, so that a new one needs no change here',
};

const libraryOwners = {
  store: ['drizzle-orm', 'better-sqlite3', 'pg'],
  http: ['express', 'helmet', 'express-rate-limit'],
  channels: ['nodemailer', 'mjml', 'html-to-text'],
  runners: ['node-cron', 'graphile-worker'],
  'adapters/shopify': ['@shopify'],
  'adapters/woocommerce': ['@woocommerce'],
};

/** Libraries that have a home elsewhere; `own` are those that live here. */
const notOwned = (own: string[]): Pattern => {
  const elsewhere = Object.values(libraryOwners)
    .flat()
    .filter((library) => !own.includes(library));
  const homes = Object.entries(libraryOwners).map(
    ([home, libraries]) => `${libraries.join(', ')} in ${home}`,
  );
  return { regex: `^(${elsewhere.join('|')})(/|$)`, message: `a library has one home: ${homes.join('; ')}` };
};

const onlyLibraries = (libraries: string[], message: string): Pattern => ({
  group: ['*', '!./**', '!../**', ...libraries.flatMap((library) => [`!${library}`, `!${library}/**`])],
  message,
});

const restrict = (patterns: Pattern[]): Override['rules'] => ({
  'eslint/no-restricted-imports': ['error', { patterns }],
});
