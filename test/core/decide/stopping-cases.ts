import type { CartId } from '../../../src/core/words/ids.ts';
import { aCart, aFlow, after, anOrder, aSnapshot, DAY, DUE } from '../../support/snapshots.ts';
import { filtered, type Case } from './check-case.ts';

/** Why a message would never go. */
export const stoppingCases: readonly Case[] = [
  {
    name: 'an uninstalled store ends the episode',
    code: 'store_inactive',
    snapshot: aSnapshot({ store: { state: 'uninstalled' } }),
    action: 'stop',
  },
  {
    name: 'a paused store waits to be resumed',
    code: 'store_inactive',
    snapshot: aSnapshot({ store: { state: 'paused' } }),
    action: 'wait',
    until: after(5_000, DUE),
  },
  {
    name: 'a flow that is off ends the episode',
    code: 'flow_off',
    flow: aFlow({ enabled: false }),
    action: 'stop',
  },
  {
    name: 'a cart abandoned before the flow was switched on is left alone',
    code: 'before_flow_started',
    flow: aFlow({ enabledAt: after(1) }),
    action: 'stop',
  },
  {
    name: 'a cart abandoned at the very moment of switching on is left alone',
    code: 'before_flow_started',
    flow: aFlow({ enabledAt: after(0) }),
    action: 'stop',
  },
  {
    name: 'a cart abandoned before the store was connected again is left alone',
    code: 'before_flow_started',
    snapshot: aSnapshot({ store: { connectedAt: after(1) } }),
    action: 'stop',
  },
  {
    name: 'a cart that surfaced more than a day late is left alone',
    code: 'surfaced_too_late',
    snapshot: aSnapshot({ episode: { lateMs: DAY + 1 } }),
    now: after(2 * DAY),
    action: 'stop',
  },
  {
    name: 'a matching order stops',
    code: 'bought',
    snapshot: aSnapshot({ orders: [anOrder()] }),
    action: 'stop',
  },
  {
    name: 'a cart settled as bought stops without its order',
    code: 'bought',
    snapshot: aSnapshot({ cart: aCart({ state: 'recovered' }) }),
    action: 'stop',
  },
  {
    name: 'an order that awaits payment stops reminders of the cart',
    code: 'payment_pending',
    snapshot: aSnapshot({ orders: [anOrder({ meaning: 'pending' })] }),
    action: 'stop',
  },
  {
    name: 'a payment in review is waited for',
    code: 'payment_pending',
    snapshot: aSnapshot({ orders: [anOrder({ meaning: 'in_review' })] }),
    action: 'wait',
    until: after(5_000, DUE),
  },
  {
    name: 'a newer cart speaks instead',
    code: 'superseded',
    snapshot: aSnapshot({ newerCartId: 'cart-2' as CartId }),
    action: 'stop',
  },
  {
    name: 'a closed cart stops',
    code: 'closed',
    snapshot: aSnapshot({ cart: aCart({ state: 'closed', closedReason: 'by_hand' }) }),
    action: 'stop',
  },
  {
    name: 'an empty cart stops',
    code: 'closed',
    snapshot: aSnapshot({ cart: aCart({ lines: [] }) }),
    action: 'stop',
  },
  {
    name: 'a cart below the minimum is excluded',
    code: 'excluded',
    flow: filtered({ minimumTotal: { minor: 9_001, currency: 'BRL' } }),
    action: 'stop',
  },
  {
    name: 'another country is excluded',
    code: 'excluded',
    snapshot: aSnapshot({ shopper: { country: 'AR' } }),
    flow: filtered({ countries: ['BR'] }),
    action: 'stop',
  },
  {
    name: 'another language is excluded',
    code: 'excluded',
    snapshot: aSnapshot({ shopper: { locale: 'es-AR' } }),
    flow: filtered({ languages: ['pt-BR'] }),
    action: 'stop',
  },
  {
    name: 'a cart without the wanted product is excluded',
    code: 'excluded',
    flow: filtered({ products: ['8'] }),
    action: 'stop',
  },
  {
    name: 'a cart with an unwanted SKU is excluded',
    code: 'excluded',
    flow: filtered({ withoutProducts: ['c1'] }),
    action: 'stop',
  },
  {
    name: 'an unwanted domain is excluded, subdomains too',
    code: 'excluded',
    snapshot: aSnapshot({ channels: { email: { address: 'x@mail.Example.org' } } }),
    flow: filtered({ withoutDomains: ['example.org'] }),
    action: 'stop',
  },
  {
    name: 'guests are excluded when only customers are wanted',
    code: 'excluded',
    snapshot: aSnapshot({ shopper: { registered: false } }),
    flow: filtered({ registered: true }),
    action: 'stop',
  },
  {
    name: 'a suspected bot is excluded',
    code: 'excluded',
    snapshot: aSnapshot({ shopper: { suspectedBot: 'burst' } }),
    action: 'stop',
  },
  {
    name: 'the shelf life of the first step ends with the second',
    code: 'too_late',
    now: after(DAY),
    action: 'expire',
  },
];
