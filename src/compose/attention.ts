import type { Attention } from '../http/api/me/routes.ts';
import type { ChannelPort, EmailContent } from '../ports/channel.ts';
import type { Foundation } from './foundation.ts';

/** What the admin points out, beyond what the store's own row tells. */
export const createAttention = (
  { store, clock, adapters }: Pick<Foundation, 'store' | 'clock' | 'adapters'>,
  email: Pick<ChannelPort<EmailContent>, 'health'>,
): Attention => ({
  channelsDown: (storeId) => {
    const health = email.health(storeId);
    return health.kind === 'up' ? [] : [{ channel: 'email', reason: health.reason }];
  },
  missingScopes: ({ platform, grantedScopes }) =>
    grantedScopes === null
      ? []
      : (adapters.find((one) => one.platform === platform)?.scopes?.missing(grantedScopes) ?? []),
  tasksDue: (storeId) => store.reader.tasks.count(storeId, clock.now()),
});
