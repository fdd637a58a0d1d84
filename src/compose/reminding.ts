import type { ByHand } from '../http/api/by-hand.ts';
import { createLogContact } from '../pipeline/conversations/log-contact.ts';
import { createWriteByHand } from '../pipeline/conversations/write-by-hand.ts';
import { createCouponByHand } from '../pipeline/offers/coupon-by-hand.ts';
import { createPreviewCampaign } from '../pipeline/campaigns/preview-campaign.ts';
import { createRunCampaigns } from '../pipeline/campaigns/run-campaigns.ts';
import { createExplainMessage } from '../pipeline/reminders/explain-message.ts';
import { createExplainShopper } from '../pipeline/reminders/explain-shopper.ts';
import { createExplainCart } from '../pipeline/reminders/explain-cart.ts';
import type { ReminderParts } from '../pipeline/reminders/parts.ts';
import { createReactivate } from '../pipeline/reminders/reactivate.ts';
import { createReminders } from '../pipeline/reminders/reminders.ts';
import { createTrustShopper } from '../pipeline/reminders/trust-shopper.ts';
import { createSendTest } from '../pipeline/reminders/send-test.ts';
import type { Channels } from '../ports/channel.ts';
import { createAttention } from './attention.ts';
import { readSender } from './channels.ts';
import type { Foundation } from './foundation.ts';
import type { Product } from './product.ts';

/** A platform's orders are fresh enough for sending for a minute, or for as long as polling takes where that is less. */
const ORDERS_FRESH_FOR_MS = 60_000;
const PER_STORE = 2;

/** Judging, deciding and sending, and the same asked as a question. */
export const createReminding = (
  base: Foundation,
  product: Product,
  channels: Channels & Required<Pick<Channels, 'email'>>,
) => {
  const { clock, log, randomBytes, config } = base;
  const snapshots = product.coupons.snapshots(product.dressed.snapshots(base.store.snapshots));
  const store = { ...base.store, snapshots };
  const ordersFreshForMs = Math.min(ORDERS_FRESH_FOR_MS, config.pollEveryMs);
  const parts: ReminderParts = {
    store,
    channels,
    askForCoupon: product.coupons.askForCoupon,
    clock,
    randomBytes,
    log,
    limits: {
      ordersFreshForMs,
      concurrency: config.sendConcurrency,
      concurrencyPerStore: Math.min(PER_STORE, config.sendConcurrency),
    },
    appUrl: config.appUrl,
    mailFrom: config.mail === null ? null : readSender(config.mail.from),
  };
  const reminders = createReminders({ ...parts, catchUp: product.catchUp, cards: product.cards });
  const byHand: ByHand = {
    logContact: createLogContact({ store, reconsider: store.messages.reconsider, randomBytes }),
    writeByHand: createWriteByHand({ ...parts, clock, send: reminders.send }),
    sendTest: createSendTest(parts),
    makeCoupon: createCouponByHand({ ...parts, ...product.coupons, clock }),
    trustShopper: createTrustShopper({ ...parts, store }),
  };
  const campaigns = { store, channels: parts.channels, clock, randomBytes, log, limits: parts.limits };
  return {
    reminders,
    reactivate: createReactivate({ ...parts, store }),
    runCampaigns: createRunCampaigns(campaigns),
    previewCampaign: createPreviewCampaign(campaigns),
    explaining: {
      explainMessage: createExplainMessage({ store, ordersFreshForMs, channels: parts.channels }),
      explainShopper: createExplainShopper({ store, ordersFreshForMs, channels: parts.channels }),
    },
    explain: createExplainCart({ store, ordersFreshForMs, channels: parts.channels }),
    byHand,
    attention: createAttention(base, channels.email),
  };
};

export type Reminding = ReturnType<typeof createReminding>;
