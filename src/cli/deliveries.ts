import type { DeliveryId } from '../core/words/ids.ts';
import { DELIVERY_STATES } from '../core/words/vocabulary.ts';
import { done, failed, textOf, wrongUse, type Command } from './command.ts';
import type { InOffice } from './office.ts';

export const deliveriesList = (inOffice: InOffice): Command => ({
  words: ['deliveries', 'list'],
  usage: '[--state received|processed|ignored|dead]',
  summary: 'lists the newest deliveries',
  options: { state: { type: 'string' }, limit: { type: 'string' } },
  run: (input) =>
    inOffice(async ({ store }) => {
      const asked = textOf(input, 'state');
      const state = DELIVERY_STATES.find((known) => known === asked);
      if (asked !== null && state === undefined)
        return wrongUse(`--state is one of ${DELIVERY_STATES.join(', ')}`);
      const limit = Number(textOf(input, 'limit') ?? 200);
      if (!Number.isInteger(limit) || limit < 1) return wrongUse('--limit is a number from 1');
      const found = await store.deliveries.list({ states: state && [state], limit });
      const items = found.map(({ id, storeId, platform, topic, receivedAt, state: is, reason }) => ({
        id,
        storeId,
        platform,
        topic,
        receivedAt,
        state: is,
        reason,
      }));
      return done(
        items,
        items
          .map((item) => `${item.id}  ${item.platform} ${item.topic}  ${item.state}  ${item.reason ?? ''}`)
          .join('\n'),
      );
    }),
});

export const deliveriesReplay = (inOffice: InOffice): Command => ({
  words: ['deliveries', 'replay'],
  usage: 'ID',
  summary: 'processes a delivery once more',
  options: {},
  run: (input) =>
    inOffice(async ({ store, now }) => {
      const id = input.positionals[0];
      if (id === undefined) return wrongUse('which delivery?');
      const delivery = await store.deliveries.get(id as DeliveryId);
      if (delivery === null) return failed(`there is no delivery ${id}`);
      const write = store.deliveries.replayed(delivery, now());
      if (write === null) return failed('its body is no longer kept');
      const outcome = await store.commit([write]);
      return outcome === 'committed'
        ? done({ id, state: 'received' }, `${id} is processed again`)
        : failed('it changed meanwhile: try again');
    }),
});
