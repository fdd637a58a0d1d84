import { done, type Command } from './command.ts';
import type { InOffice } from './office.ts';

export const storeList = (inOffice: InOffice): Command => ({
  words: ['store', 'list'],
  usage: '',
  summary: 'lists the connected stores',
  options: {},
  run: () =>
    inOffice(async ({ store }) => {
      const items = (await store.stores.list()).map(
        ({ id, platform, name, url, state, connectedAt, tail }) => ({
          id,
          platform,
          name,
          url,
          state,
          connectedAt,
          ordersFailingSince: tail.failingSince,
        }),
      );
      return done(
        items,
        items.map(({ id, platform, name, state }) => `${id}  ${platform}  ${state}  ${name}`).join('\n'),
      );
    }),
});
