import type { StoreId } from '../../core/words/ids.ts';
import type { Platform } from '../../core/words/vocabulary.ts';

/** Where a store's platform posts to; for a shop of one's own, where its events go. */
export const webhookAddress = (appUrl: string, platform: Platform, id: StoreId): string => {
  if (platform === 'custom') return `${appUrl}/api/v1/events`;
  return platform === 'woocommerce'
    ? `${appUrl}/webhooks/woocommerce/${id}`
    : `${appUrl}/webhooks/${platform}`;
};
