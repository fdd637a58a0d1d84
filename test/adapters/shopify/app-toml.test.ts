import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { API_VERSION } from '../../../adapters/shopify/graphql.ts';
import { TOPICS } from '../../../adapters/shopify/observe.ts';
import { scopes } from '../../../adapters/shopify/scopes.ts';

const toml = readFileSync(new URL('../../../shopify.app.toml', import.meta.url), 'utf8');

/** All texts of the lists under this name; ours hold neither comments nor brackets. */
const listed = (name: string): string[] =>
  [...toml.matchAll(new RegExp(`^${name} = \\[([^\\]]*)\\]`, 'gm'))].flatMap(([, list = '']) =>
    [...list.matchAll(/"([^"]+)"/g)].map(([, text = '']) => text),
  );
const said = (name: string): string[] =>
  [...toml.matchAll(new RegExp(`^${name} = "?([^"\\n]*)"?$`, 'gm'))].map(([, text = '']) => text);

describe('shopify.app.toml', () => {
  it('names the version of the API that the code calls', () => {
    expect(said('api_version')).toEqual([API_VERSION]);
  });

  it('asks for what the code needs and no more', () => {
    expect(said('scopes')[0]?.split(',')).toEqual(scopes.required);
  });

  it('subscribes to each topic that means something to us, once', () => {
    const all = [...listed('topics'), ...listed('compliance_topics')];
    expect(all.toSorted()).toEqual([...TOPICS].toSorted());
    expect(new Set(said('uri'))).toEqual(new Set(['/webhooks/shopify']));
  });

  it('lets Shopify manage the installation of an embedded app, opened at the root', () => {
    expect(said('embedded')[0]).toBe('true');
    expect(toml).not.toContain('use_legacy_install_flow = true');
    expect(new URL(said('application_url')[0] ?? '').pathname).toBe('/');
  });
});
