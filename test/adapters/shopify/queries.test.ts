import { existsSync, readFileSync } from 'node:fs';
import { ApiVersion } from '@shopify/shopify-api';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { API_VERSION } from '../../../adapters/shopify/graphql.ts';
import * as queries from '../../../adapters/shopify/queries.ts';

/** Shopify's Admin schema of `API_VERSION` as SDL, kept beside the repository: it is 4 MB. */
const schemaFiles = ['../../../../shared/schemas', '../../../../../shared/schemas', '../../fixtures/shopify']
  .map((folder) => new URL(`${folder}/shopify-admin.graphql`, import.meta.url))
  .filter((file) => existsSync(file));
const [schemaFile] = schemaFiles;

describe.skipIf(schemaFile === undefined)(
  'queries (skipped where shared/schemas/shopify-admin.graphql is absent)',
  () => {
    it('are valid in the schema of the version they are sent to', () => {
      const schema = buildSchema(readFileSync(schemaFile!, 'utf8'), { assumeValid: true });
      for (const [name, text] of Object.entries(queries)) {
        expect([name, validate(schema, parse(text)).map(({ message }) => message)]).toEqual([name, []]);
      }
    }, 60_000);
  },
);

it('name one version of the API, the one the app is configured for', () => {
  expect(API_VERSION).toBe(ApiVersion.October26);
  const toml = readFileSync(new URL('../../../shopify.app.toml', import.meta.url), 'utf8');
  expect(/api_version = "(.*)"/.exec(toml)?.[1]).toBe(API_VERSION);
});
