import { defineConfig } from 'oxlint';
import { importRules } from './test/architecture/import-rules.ts';

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'oxc', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  env: { es2026: true, node: true },
  ignorePatterns: ['node_modules', 'dist', 'data', 'coverage', 'migrations'],
  rules: {
    'eslint/complexity': ['error', { max: 12 }],
    'eslint/eqeqeq': 'error',
    'eslint/max-depth': ['error', { max: 3 }],
    'eslint/max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    'eslint/max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    'eslint/max-params': ['error', { max: 3 }],
    'eslint/no-console': 'error',
    'eslint/no-shadow': 'off', // a short name is often the best one in an inner function too
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/no-named-as-default-member': 'off', // fc.assert reads better than assert
    'import/no-unassigned-import': 'off',
    'oxc/no-async-endpoint-handlers': 'off', // Express 5 hands their rejections to the error handler
    'typescript/await-thenable': 'error',
    'typescript/consistent-return': 'off', // tsc's noImplicitReturns says the same and knows exhaustive switches
    'typescript/consistent-type-imports': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-unnecessary-type-parameters': 'off', // a branded id's maker names its result
    'typescript/no-unsafe-type-assertion': 'off', // likewise
    'typescript/switch-exhaustiveness-check': 'error',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
  },
  overrides: [
    ...importRules(),
    { files: ['*.config.ts', '**/*.config.ts'], rules: { 'import/no-default-export': 'off' } },
    // Threads of Node have no origin.
    { files: ['src/store/**'], rules: { 'unicorn/require-post-message-target-origin': 'off' } },
    {
      files: ['test/**'],
      rules: {
        'eslint/max-lines-per-function': 'off',
        'typescript/no-non-null-assertion': 'off',
      },
    },
  ],
});
