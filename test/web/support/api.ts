import { randomUUID } from 'node:crypto';
import {
  EXPLAIN_CART,
  EXPLAIN_MESSAGE,
  EXPLAIN_SHOPPER,
  CLOSE_CART,
  LIST_CARTS,
  READ_CART,
  READ_TIMELINE,
} from '../../../src/http/contract/carts.ts';
import { LIST_CONTACTS, LOG_CONTACT } from '../../../src/http/contract/contacts.ts';
import { LIST_DELIVERIES, REPLAY_DELIVERY } from '../../../src/http/contract/deliveries.ts';
import { READ_ME } from '../../../src/http/contract/me.ts';
import { WRITE_BY_HAND } from '../../../src/http/contract/messages.ts';
import {
  LIST_RECONCILIATIONS,
  READ_RECONCILIATION,
  START_RECONCILIATION,
} from '../../../src/http/contract/reconciliations.ts';
import {
  ADD_OUTBOUND_WEBHOOK,
  LIST_OUTBOUND_WEBHOOKS,
} from '../../../src/http/contract/outbound-webhooks.ts';
import { aboutCampaigns } from './campaign-api.ts';
import { campaigns, type Campaign } from './campaign-fixtures.ts';
import { aboutFlows } from './flow-api.ts';
import { flow, type Flow } from './flow-fixtures.ts';
import { aboutReports } from './report-api.ts';
import { problem, serve, type Served } from './serve.ts';
import { WEBHOOK, type Webhook } from './webhook-fixtures.ts';
import { CHANGE_SETTINGS, READ_SETTINGS } from '../../../src/http/contract/settings.ts';
import { LIST_SHOPPERS } from '../../../src/http/contract/shoppers.ts';
import { LIST_TASKS } from '../../../src/http/contract/tasks.ts';
import {
  beside,
  carts,
  contacts,
  explainedMessage,
  explainedShopper,
  explanation,
  timeline,
} from './cart-fixtures.ts';
import { deliveries, me, reconciliations, report, settings, tasks } from './store-fixtures.ts';

const PAGE_SIZE = 5;

/** An API that keeps what it is told, in memory. What it takes and answers is held against the contract by the server. */
export const createApi = (now: Date): { readonly served: Served[]; readonly state: State } => {
  const at = beside(now);
  const state: State = {
    carts: carts(at),
    contacts: contacts(at),
    deliveries: deliveries(at),
    reconciliations: reconciliations(at),
    report: report(at),
    me: me(at),
    settings: settings(),
    webhooks: [WEBHOOK],
    flows: [
      flow('abandoned_cart', ['PT30M', 'PT24H', 'PT72H']),
      flow('pending_payment', ['PT1H', 'PT20H']),
      flow('reactivation', ['PT0S']),
    ],
    sent: [],
    campaigns: campaigns(at),
  };
  return {
    state,
    served: [
      ...aboutCarts(state, now),
      ...aboutPeople(state, now),
      ...aboutSettings(state),
      ...aboutFlows(state, () => isComplete(state)),
      ...aboutCampaigns(state, () => isComplete(state), now),
      ...aboutReports(now),
    ],
  };
};

export type State = {
  carts: ReturnType<typeof carts>;
  contacts: ReturnType<typeof contacts>;
  deliveries: ReturnType<typeof deliveries>;
  reconciliations: ReturnType<typeof reconciliations>;
  report: ReturnType<typeof report>;
  me: ReturnType<typeof me>;
  settings: ReturnType<typeof settings>;
  webhooks: readonly Webhook[];
  flows: Flow[];
  /** Everything that went out, or would have. */
  sent: unknown[];
  campaigns: Campaign[];
};

const aboutCarts = (state: State, now: Date): Served[] => {
  const at = beside(now);
  const cartOf = (id: string) => state.carts.find((one) => one.id === id);
  return [
    serve(LIST_CARTS, ({ query }) => {
      const { q, product } = query;
      const found = state.carts.filter(
        (one) =>
          (query.state === undefined || query.state.includes(one.state)) &&
          (q === undefined || (one.shopper.name ?? '').toLowerCase().includes(q.toLowerCase())) &&
          (product === undefined ||
            one.lines.some((line) => line.title.toLowerCase().includes(product.toLowerCase()))) &&
          (query.registered === undefined || one.shopper.registered === query.registered),
      );
      const start = Number(query.cursor ?? 0);
      const next = start + PAGE_SIZE < found.length ? String(start + PAGE_SIZE) : null;
      return { items: found.slice(start, start + PAGE_SIZE), next };
    }),
    serve(READ_CART, ({ params }) => cartOf(params.id) ?? problem(404, 'not_found')),
    serve(READ_TIMELINE, () => ({ items: timeline(at), next: null })),
    serve(EXPLAIN_CART, () => explanation(at)),
    serve(EXPLAIN_MESSAGE, ({ params }) => explainedMessage(at, params.id)),
    serve(EXPLAIN_SHOPPER, () => explainedShopper(at)),
    serve(CLOSE_CART, ({ params }) => {
      const cart = cartOf(params.id);
      if (cart === undefined) return problem(404, 'not_found');
      Object.assign(cart, { state: 'closed', closedReason: 'by_hand' });
      return cart;
    }),
    serve(WRITE_BY_HAND, ({ params, body }) => {
      const cart = cartOf(params.id);
      if (cart === undefined) return problem(404, 'not_found');
      if (cart.order !== null && !body.confirm) return problem(409, 'bought');
      state.sent.push(body);
      return { ...cart.messages[0]!, id: randomUUID(), flow: null, step: null };
    }),
    serve(LOG_CONTACT, ({ params, body }) => {
      const contact = {
        ...body,
        id: randomUUID(),
        cartId: params.id,
        at: now.toISOString(),
        reason: body.reason ?? null,
        nextAttemptAt: body.nextAttemptAt ?? null,
      };
      state.contacts.unshift(contact);
      return contact;
    }),
    serve(LIST_CONTACTS, ({ params }) => ({
      items: state.contacts.filter((contact) => contact.cartId === params.id),
      next: null,
    })),
  ];
};

const aboutPeople = (state: State, now: Date): Served[] => [
  serve(READ_ME, () => ({ ...state.me, health: { ...state.me.health, senderComplete: isComplete(state) } })),
  serve(LIST_SHOPPERS, ({ query }) => ({
    items: state.carts
      .filter((one) => one.shopper.id !== null)
      .map((one) => ({
        ...one.shopper,
        id: one.shopper.id!,
        carts: 2,
        orders: one.order === null ? 0 : 1,
        hasAbandonedCart: one.state === 'abandoned',
        abandonedCartId: one.state === 'abandoned' ? one.id : null,
        lastActivityAt: one.lastActivityAt,
      }))
      .filter(
        (shopper) =>
          query.hasAbandonedCart === undefined || shopper.hasAbandonedCart === query.hasAbandonedCart,
      ),
    next: null,
  })),
  serve(LIST_TASKS, () => ({ items: tasks(beside(now)), next: null })),
  serve(LIST_DELIVERIES, ({ query }) => ({
    items: state.deliveries.filter((one) => query.state === undefined || query.state.includes(one.state)),
    next: null,
  })),
  serve(LIST_RECONCILIATIONS, () => ({ items: state.reconciliations, next: null })),
  serve(START_RECONCILIATION, ({ body }) => {
    const run = { ...state.report, ...body, id: 'run3', found: 0, repaired: 0 };
    state.reconciliations.unshift(run);
    return { id: 'run3', state: 'running' as const };
  }),
  serve(READ_RECONCILIATION, ({ params }) => {
    const run = state.reconciliations.find((one) => one.id === params.id) ?? { id: params.id, found: 0 };
    return { ...state.report, ...run, ...(run.found === 0 ? { discrepancies: [], reasons: [] } : {}) };
  }),
  serve(REPLAY_DELIVERY, ({ params }) => {
    const delivery = state.deliveries.find((one) => one.id === params.id);
    if (delivery === undefined) return problem(404, 'not_found');
    Object.assign(delivery, { state: 'received', reason: null });
    return delivery;
  }),
];

const isComplete = ({ settings }: State): boolean =>
  settings.email.legalName !== null && settings.email.postalAddress !== null;

const aboutSettings = (state: State): Served[] => [
  serve(LIST_OUTBOUND_WEBHOOKS, () => ({ items: [...state.webhooks], next: null })),
  serve(ADD_OUTBOUND_WEBHOOK, ({ body }) => {
    const webhook = { ...WEBHOOK, ...body, id: `w${state.webhooks.length + 1}`, calls: [] };
    state.webhooks = [...state.webhooks, webhook];
    return { ...webhook, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };
  }),
  serve(READ_SETTINGS, () => state.settings),
  serve(CHANGE_SETTINGS, ({ body }) => {
    const { email, ...rest } = body;
    const { smtpUrl, smtpUrlSet: _told, ...members } = email ?? {};
    const sender = {
      ...state.settings.email,
      ...members,
      smtpUrlSet: smtpUrl !== undefined || state.settings.email.smtpUrlSet,
    };
    state.settings = { ...state.settings, ...rest, email: sender } as State['settings'];
    return state.settings;
  }),
];
