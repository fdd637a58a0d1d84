import { hash } from 'node:crypto';
import { z } from 'zod';
import { flag, objectOf, text } from '../../src/core/words/tolerant.ts';
import { type Api, type NoAnswer, type Reply, unavailable } from './rest.ts';

const SPACE = 'wc-retorno/v1';

/** What a shop lets us see beside its orders: carts, by the companion plugin. */
export const COMPANION = 'companion_plugin';

export type PluginState =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'there';
      readonly version: string | null;
      readonly checkout: 'block' | 'classic' | null;
      readonly connected: boolean;
      readonly storeId: string | null;
      readonly webhookUrl: string | null;
      readonly secretHash: string | null;
    }
  | { readonly kind: 'no_answer'; readonly why: NoAnswer };

/** Asks the companion plugin how it is. WooCommerce's own keys open its routes. */
export const askPlugin = async (api: Api): Promise<PluginState> =>
  stateIn(await api({ method: 'GET', path: 'status', space: SPACE }));

type Wanted = {
  readonly appUrl: string;
  readonly address: string;
  readonly secret: string;
  readonly shop: string;
};

/** Tells the plugin where to deliver and how to sign; the merchant pastes nothing. */
export const connectPlugin = async (
  api: Api,
  { appUrl, address, secret, shop }: Wanted,
): Promise<{ readonly kind: 'absent' | 'stood' | 'made' } | Extract<PluginState, { kind: 'no_answer' }>> => {
  const state = await askPlugin(api);
  if (state.kind !== 'there') return state;
  const storeId = new URL(address).pathname.split('/').at(-1) ?? '';
  const isOurs =
    state.connected &&
    state.storeId === storeId &&
    state.webhookUrl === address &&
    state.secretHash === hash('sha256', secret, 'hex');
  if (isOurs) return { kind: 'stood' };
  const body = { storeId, webhookUrl: address, webhookSecret: secret, appUrl, shop };
  const told = stateIn(await api({ method: 'POST', path: 'connect', body, space: SPACE }));
  return told.kind === 'there' ? { kind: 'made' } : told;
};

const statusBody = objectOf(
  z.object({
    plugin: text,
    connected: flag,
    storeId: text,
    webhookUrl: text,
    secretHash: text,
    checkout: text.transform((kind) => (kind === 'block' || kind === 'classic' ? kind : null)),
  }),
);

const stateIn = (reply: Reply): PluginState => {
  // `rest_no_route`, and what some security plugins answer in its place.
  if (reply.kind === 'rejected')
    return reply.status === 404 ? { kind: 'absent' } : { kind: 'no_answer', why: unavailable(reply.status) };
  if (reply.kind !== 'answered') return { kind: 'no_answer', why: reply };
  const status = statusBody.parse(reply.data);
  if (status === null || status.plugin === null) return { kind: 'absent' };
  const { plugin: version, connected, ...facts } = status;
  return { kind: 'there', version, connected: connected === true, ...facts };
};
