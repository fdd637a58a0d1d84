import type { Cart, Line } from '../cart/cart.ts';
import type { Order } from '../order/order.ts';
import { writeDecimal, type Money } from '../words/money.ts';
import type { Coupon } from '../offers/coupon.ts';
import type { ConsentState, OutboundEvent } from '../words/vocabulary.ts';

/** All that a store holds about somebody, as it is stored. What the file does not name stays out of it. */
export type HeldAboutPerson = {
  readonly shop: { readonly name: string; readonly url: string | null };
  readonly madeAt: Date;
  readonly asked: { readonly emailKeys: readonly string[]; readonly phoneKeys: readonly string[] };
  readonly shoppers: readonly HeldShopper[];
  readonly consents: readonly HeldConsent[];
  readonly carts: readonly HeldCart[];
  readonly orders: readonly Pick<Order, 'externalId' | 'snapshot'>[];
  readonly messages: readonly HeldMessage[];
  readonly clicks: readonly HeldClick[];
  readonly contacts: readonly HeldContact[];
  readonly coupons: readonly HeldCoupon[];
  readonly webhookCalls: readonly HeldWebhookCall[];
  readonly optOuts: readonly HeldOptOut[];
};

export type HeldShopper = {
  readonly email: string | null;
  readonly phone: string | null;
  readonly name: string | null;
  readonly customerId: string | null;
  readonly locale: string | null;
  readonly country: string | null;
};

type HeldConsent = {
  readonly key: string;
  readonly channel: string;
  readonly state: ConsentState;
  readonly at: Date;
  readonly source: string;
  readonly wording: string | null;
};

type HeldCart = Pick<Cart, 'registers' | 'startedAt' | 'lastActivityAt' | 'state'> & HeldContactData;

type HeldContactData = Pick<HeldShopper, 'email' | 'phone' | 'name' | 'locale' | 'country'>;

export type HeldMessage = {
  readonly channel: string;
  readonly to: string | null;
  readonly subject: string | null;
  readonly sentAt: Date | null;
  readonly state: string;
  /** What a person of the store wrote; null for a prepared text. */
  readonly writtenByHand: string | null;
};

export type HeldClick = {
  readonly at: Date;
  readonly link: 'return' | 'unsubscribe';
  readonly by: 'human' | 'machine';
};

export type HeldCoupon = Pick<
  Coupon,
  'type' | 'value' | 'text' | 'currency' | 'code' | 'handedAt' | 'expiresAt' | 'orderId'
>;

export type HeldWebhookCall = {
  readonly at: Date;
  readonly event: OutboundEvent;
  readonly state: 'waiting' | 'taken' | 'failed';
  /** Of the shop's program. */
  readonly url: string;
};

type HeldContact = {
  readonly at: Date;
  readonly channel: string;
  readonly reached: boolean;
  readonly answer: string;
  readonly reason: string | null;
  readonly notes: string;
  readonly nextAttemptAt: Date | null;
};

type HeldOptOut = {
  readonly key: string;
  readonly channel: string;
  readonly purpose: string;
  readonly at: Date;
  readonly source: string;
};

export type PersonFile = Readonly<Record<string, unknown>>;

/**
 * Everything held about somebody, under headings that they understand. An allow-list: ids of carts, restoring and
 * payment links and tokens open something, so none of them is in it.
 */
export const writePersonFile = (held: HeldAboutPerson): PersonFile => ({
  'About this file': {
    Shop: held.shop.name,
    Address: held.shop.url,
    'Made at': held.madeAt.toISOString(),
    'Asked for': [...held.asked.emailKeys, ...held.asked.phoneKeys],
  },
  Contact: contactOf(held),
  Consents: held.consents.map(({ key, channel, state, at, source, wording }) => ({
    For: key,
    Channel: channel,
    Answer: CONSENT[state],
    'Told at': at.toISOString(),
    Source: source,
    Wording: wording,
  })),
  Carts: held.carts.map(cartOf),
  Orders: held.orders.map(orderOf),
  'Messages sent': held.messages.map(({ channel, to, subject, sentAt, state, writtenByHand }) => ({
    'Sent at': sentAt?.toISOString() ?? null,
    Channel: channel,
    To: to,
    Subject: subject,
    State: state,
    ...(writtenByHand === null ? {} : { 'Written by the shop': writtenByHand }),
  })),
  Clicks: held.clicks.map(({ at, link, by }) => ({
    At: at.toISOString(),
    Link: link === 'return' ? 'back to the cart' : 'unsubscribe',
    By: by === 'human' ? 'a person' : 'a program, such as a mail scanner',
  })),
  'Noted by the shop': held.contacts.map(
    ({ at, channel, reached, answer, reason, notes, nextAttemptAt }) => ({
      At: at.toISOString(),
      Channel: channel,
      Reached: reached,
      Answer: answer,
      'Reason for leaving': reason,
      Notes: notes,
      'Next attempt': nextAttemptAt?.toISOString() ?? null,
    }),
  ),
  Coupons: held.coupons.map(couponOf),
  'Told to programs of the shop': held.webhookCalls.map(({ at, event, state, url }) => ({
    At: at.toISOString(),
    Event: EVENTS[event],
    Program: new URL(url).hostname,
    State: CALLS[state],
  })),
  'Opt-outs': held.optOuts.map(({ key, channel, purpose, at, source }) => ({
    For: key,
    Channel: channel,
    Concerns: purpose === 'all' ? 'all messages' : 'advertising',
    Since: at.toISOString(),
    Source: source,
  })),
});

const CONSENT = { in: 'allowed', out: 'refused', unknown: 'not told' } as const satisfies Record<
  ConsentState,
  string
>;

const EVENTS = {
  'cart.abandoned': 'a cart was abandoned',
  'cart.recovered': 'a cart was bought after a reminder',
  'message.due': 'a reminder to push',
} as const satisfies Record<OutboundEvent, string>;

const CALLS = { waiting: 'not told yet', taken: 'told', failed: 'not taken' } as const;

/** A code that was never handed over is nobody's yet. */
const couponOf = ({ type, value, text, currency, code, handedAt, expiresAt, orderId }: HeldCoupon) => ({
  'Given at': handedAt?.toISOString() ?? null,
  Kind: type,
  Worth: value === null ? text : [value, type === 'percent' ? '%' : currency].join(' ').trim(),
  Code: handedAt === null ? null : code,
  'Valid until': expiresAt?.toISOString() ?? null,
  Used: orderId !== null,
});

const contactOf = ({ shoppers, carts, orders }: HeldAboutPerson) => {
  const contacts = orders.map(({ snapshot: { contact, customer, locale, country } }) => ({
    ...contact,
    locale,
    country,
    customerId: customer.externalId,
  }));
  const fromCarts = carts.map(({ registers, ...cart }) => ({
    ...cart,
    customerId: registers.customerId?.value ?? null,
  }));
  const all: readonly HeldShopper[] = [...shoppers, ...fromCarts, ...contacts];
  const each = (name: keyof HeldShopper) => [...new Set(all.flatMap((one) => one[name] ?? []))];
  return {
    Names: each('name'),
    'E-mail addresses': each('email'),
    'Phone numbers': each('phone'),
    Languages: each('locale'),
    Countries: each('country'),
    'Customer accounts': each('customerId'),
  };
};

const cartOf = ({ registers, startedAt, lastActivityAt, state, name, email, phone }: HeldCart) => {
  const contents = registers.contents?.value ?? null;
  return {
    'Started at': startedAt.toISOString(),
    'Last activity': lastActivityAt.toISOString(),
    State: state,
    Name: name,
    'E-mail': email,
    Phone: phone,
    Total: moneyOf(contents?.total ?? null),
    Coupons: contents?.coupons ?? [],
    Lines: (contents?.lines ?? []).map(lineOf),
    Tags: registers.tags,
  };
};

const lineOf = ({ title, variantTitle, quantity, unitPrice }: Line) => ({
  Product: title,
  Variant: variantTitle,
  Quantity: quantity,
  'Unit price': moneyOf(unitPrice),
});

const orderOf = ({ externalId, snapshot }: Pick<Order, 'externalId' | 'snapshot'>) => ({
  Number: snapshot.number ?? externalId,
  'Placed at': snapshot.placedAt.toISOString(),
  Payment: snapshot.paymentState,
  'Paid by': snapshot.paymentMethod,
  Fulfilment: snapshot.fulfilmentState,
  'Cancelled at': snapshot.cancelledAt?.toISOString() ?? null,
  Name: snapshot.contact.name,
  'E-mail': snapshot.contact.email,
  Phone: snapshot.contact.phone,
  Total: moneyOf(snapshot.total),
  Coupons: snapshot.coupons,
});

const moneyOf = (money: Money | null): string | null =>
  money === null ? null : `${writeDecimal(money)} ${money.currency}`;
