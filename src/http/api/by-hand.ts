import type { LogContact } from '../../pipeline/conversations/log-contact.ts';
import type { WriteByHand } from '../../pipeline/conversations/write-by-hand.ts';
import type { MakeCouponByHand } from '../../pipeline/offers/coupon-by-hand.ts';
import type { SendTest } from '../../pipeline/reminders/send-test.ts';
import type { TrustShopper } from '../../pipeline/reminders/trust-shopper.ts';
import type { Store } from '../../ports/store/store.ts';
import type { Bound } from './bind.ts';
import { couponRoutes } from './coupons/routes.ts';
import { contactRoutes } from './contacts/routes.ts';
import type { PreviewParts } from './flows/preview-flow.ts';
import { testMailRoutes } from './flows/test-mail.ts';
import { byHandRoutes } from './messages/by-hand.ts';
import { shopperRoutes } from './shoppers/routes.ts';
import { taskRoutes } from './tasks/routes.ts';

/** What people of the store do by hand. */
export type ByHand = {
  readonly logContact: LogContact;
  readonly writeByHand: WriteByHand;
  readonly sendTest: SendTest;
  readonly makeCoupon: MakeCouponByHand;
  readonly trustShopper: TrustShopper;
};

export type ByHandEndpointParts = PreviewParts & {
  readonly byHand: ByHand;
  readonly store: Pick<Store, 'stores' | 'flows' | 'carts' | 'messageList' | 'reader'>;
  readonly now: () => Date;
};

/** The endpoints for what people of the store do by hand, and for whom. */
export const byHandEndpoints = ({ byHand, ...parts }: ByHandEndpointParts): readonly Bound[] => [
  ...contactRoutes({ ...parts, ...byHand }),
  ...taskRoutes({ reader: parts.store.reader, now: parts.now }),
  ...byHandRoutes({ ...parts, ...byHand }),
  ...couponRoutes(byHand),
  ...testMailRoutes({ ...parts, ...byHand }),
  ...shopperRoutes({ ...parts, ...byHand }),
];
