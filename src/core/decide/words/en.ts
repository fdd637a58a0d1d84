import type { DecisionWords } from './decision-words.ts';

export const EN: DecisionWords = {
  none: 'unknown',
  ownPayment: {
    passed: 'The order awaits payment (order {order}).',
    failed: 'The order no longer awaits payment (order {order}).',
  },
  campaign: { passed: 'The campaign is running.', failed: 'The campaign was cancelled or is paused.' },
  checks: {
    store_inactive: { passed: 'The store is active.', failed: 'The store is not active ({state}).' },
    flow_off: { passed: 'The flow is on.', failed: 'The flow is off.' },
    before_flow_started: {
      passed: 'Abandoned after the flow was switched on.',
      failed:
        'Abandoned on {anchorAt}, before the flow was switched on ({enabledAt}) or the store was connected ({connectedAt}).',
    },
    surfaced_too_late: {
      passed: 'We learned of the cart in time.',
      failed: 'We learned of the cart {lateMs} too late; {maxLatenessMs} is the most.',
    },
    bought: { passed: 'Not bought.', failed: 'The shopper bought (order {order}).' },
    payment_pending: {
      passed: 'No order awaits payment.',
      failed: 'An order awaits payment (order {order}).',
    },
    other_flow_speaks: {
      passed: 'No other flow comes first.',
      failed: 'Another flow comes first ({otherFlow}); waiting until it has ended.',
    },
    superseded: { passed: 'The newest cart of the shopper.', failed: 'The shopper has a newer cart.' },
    closed: { passed: 'The cart is open.', failed: 'The cart is closed ({reason}).' },
    excluded: { passed: 'No filter excludes it.', failed: 'Excluded by a filter ({by}).' },
    too_late: {
      passed: 'May go until {shelfEndsAt}.',
      failed: 'It was due on {dueAt} and is too late since {shelfEndsAt}.',
    },
    orders_not_fresh: {
      passed: 'The newest orders of the store are known.',
      failed: 'The newest orders of the store are not known (seen until {ordersSeenUntil}).',
    },
    conditions_unmet: {
      passed: 'The step is for such carts.',
      failed: 'The step is for other carts ({by}).',
    },
    recent_buyer: {
      passed: 'No recent purchase.',
      failed: 'The shopper bought recently (order {order}); waiting until {coolOffUntil}.',
    },
    human_took_over: {
      passed: 'Nobody of the store is talking to the shopper.',
      failed: 'Somebody of the store is talking to the shopper; waiting until {restUntil}.',
    },
    platform_already_sent: {
      passed: 'The platform sent no reminder that counts.',
      failed: 'The platform sent its own reminder on {remindedAt}; waiting until {budgetUntil}.',
    },
    no_address: {
      passed: 'There is an address for {channel}.',
      failed: 'There is no address for {channel}.',
    },
    opted_out: { passed: 'No opt-out for {channel}.', failed: 'The shopper opted out of {channel}.' },
    not_reachable: {
      passed: 'Reachable by {channel}.',
      failed: 'Not reachable by {channel} until {unreachableUntil}.',
    },
    consent_missing: {
      passed: 'Consent suffices for {channel}.',
      failed: 'No consent for {channel}, and the rule there is “{rule}” ({country}).',
    },
    template_missing: {
      passed: 'There is a text in the shopper’s language.',
      failed: 'There is no text in the shopper’s language ({locale}).',
    },
    all_out_of_stock: { passed: 'Something can be bought.', failed: 'Everything in the cart is sold out.' },
    over_budget: {
      passed: 'Within the limit of messages.',
      failed: 'The shopper has had enough messages; waiting until {budgetUntil}.',
    },
    quiet_hours: {
      passed: 'Not within quiet hours.',
      failed: 'Quiet hours ({from} to {to}, {zone}); waiting until {quietUntil}.',
    },
    channel_down: { passed: '{channel} works.', failed: '{channel} does not work at present.' },
    coupon_missing: {
      passed: '{offer}',
      failed:
        'The coupon is not made yet, since the shop’s platform does not answer; it is asked again on {retryAt}.',
    },
    holdout: {
      passed: 'Not in the control group.',
      failed: 'In the control group ({percent} %), which gets no messages.',
    },
  },
  codes: {
    abandoned_cart: 'abandoned cart',
    pending_payment: 'pending payment',
    reactivation: 'reactivation',
    removed: 'emptied or removed',
    redacted: 'the shopper’s data was erased',
    superseded: 'a newer cart took its place',
    declined: 'the shopper declined',
    by_hand: 'by hand',
    order_cancelled: 'its order was cancelled',
    order_refunded: 'its order was refunded',
    expired: 'too old',
    minimumTotal: 'total below the minimum',
    countries: 'country',
    languages: 'language',
    products: 'without the wanted products',
    withoutProducts: 'with an unwanted product',
    maximumTotal: 'total above the maximum',
    shopper: 'first or returning shopper',
    tags: 'without the wanted tag',
    withoutDomains: 'domain of the e-mail',
    registered: 'account',
    offer_none: 'This step offers nothing.',
    offer_transactional: 'No offer: the message is about an order.',
    offer_below_minimum: 'No offer: the cart does not reach its minimum.',
    offer_serial_abandoner: 'No offer: the shopper got one with an earlier cart.',
    offer_other_currency: 'No offer: the cart is in another currency.',
    offer_not_supported: 'No offer: the platform makes no such coupons.',
    offer_refused: 'No offer: the platform refused the coupon.',
    offer_over: 'No offer: its time is over.',
    offer_given: 'The offer goes along.',
    offer_made: 'The offer goes along with a coupon made for this shopper.',
    offer_to_make: 'A coupon is made for this shopper before the message goes.',
    disposable_domain: 'throw-away address',
    burst: 'too many carts at once',
    email: 'e-mail',
    whatsapp: 'WhatsApp',
  },
};
