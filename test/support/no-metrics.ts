/** What a world that counts nothing tells. */
export const NO_METRICS = {
  deliveries: [{ platform: 'shopify', state: 'processed', count: 3 }],
  messages: [{ channel: 'email', state: 'accepted', count: 2 }],
  dueMessages: 1,
  messagesToBuyers: 0,
  stepsSentTwice: 0,
  sendsInQuietHours: 0,
};
