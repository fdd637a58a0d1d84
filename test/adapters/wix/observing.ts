import { createWix } from '../../../adapters/wix/index.ts';
import type { CartObservation, Observation, OrderObservation } from '../../../src/core/cart/observation.ts';
import { claimsOf, domainEvent, tokenOf, WIX_APP, wixFixture, wixKey, wixStore } from './store.ts';

export const receivedAt = new Date('2026-11-21T12:10:00Z');
const adapter = createWix(WIX_APP);
const key = wixKey();
export const cart = wixFixture('abandoned-checkout');
export const order = wixFixture('order');
export const CART = 'wix.ecom.v1.abandoned_checkout';
export const ORDER = 'wix.ecom.v1.order';

/** As it travels: a signed token, stripped before it is stored, read from what was stored. */
export const observe = (topic: string, event?: Record<string, unknown>) => {
  const told = event === undefined ? { eventType: topic } : { eventType: topic, event };
  const body: unknown = JSON.parse(JSON.stringify(adapter.minimise(topic, tokenOf(claimsOf(told), key))));
  return adapter.observe({ topic, body, receivedAt, store: wixStore });
};

export const only = (topic: string, event?: Record<string, unknown>): Observation => {
  const told = observe(topic, event);
  if (told.kind !== 'observed') throw new Error(told.kind);
  return told.observations[0]!;
};

export const cartOf = (changed: Record<string, unknown> = {}, sequence = '3') => {
  const entity = { ...cart, ...changed };
  const event = domainEvent(
    { updatedEvent: { currentEntity: entity }, entityEventSequence: sequence },
    entity,
  );
  return only(`${CART}_updated`, event) as CartObservation;
};

export const orderOf = (changed: Record<string, unknown> = {}) => {
  const entity = { ...order, ...changed };
  return only(
    `${ORDER}_approved`,
    domainEvent({ actionEvent: { body: { order: entity } } }, entity),
  ) as OrderObservation;
};
