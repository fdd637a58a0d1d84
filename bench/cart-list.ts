import { createCartList } from '../src/store/cart-list.ts';
import { openSqliteReadEngine } from '../src/store/sqlite-engine.ts';
import { NO_CART_FILTERS, type CartFilters, type CartListQuery } from '../src/ports/store/cart-list.ts';
import type { StoreId } from '../src/core/words/ids.ts';

/** Pages of the list of carts in one store of many, each combination of filters on its own: milliseconds. */
export type Timing = {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
};

const NOW = new Date('2026-11-21T12:00:00Z');
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type Asked = Partial<Omit<CartListQuery, 'filters'>> & { readonly filters?: Partial<CartFilters> };

/** `n` varies what is asked, so that no page is asked twice. */
const COMBINATIONS: Readonly<Record<string, (n: number) => Asked>> = {
  everything: () => ({}),
  'in the middle': (n) => ({ after: { key: NOW.getTime() - n * 30 * DAY_MS, id: 'c' as never } }),
  abandoned: () => ({ filters: { states: ['abandoned'] } }),
  'abandoned, in the middle': (n) => ({
    filters: { states: ['abandoned'] },
    after: { key: NOW.getTime() - n * DAY_MS, id: 'c' as never },
  }),
  anonymous: () => ({ filters: { states: ['anonymous'] } }),
  active: () => ({ filters: { states: ['active'] } }),
  expired: () => ({ filters: { states: ['expired'] } }),
  purchased: () => ({ filters: { states: ['purchased'] } }),
  'rare state': () => ({ filters: { states: ['pending_payment'] } }),
  'mixed states': () => ({ filters: { states: ['recovered', 'abandoned'] } }),
  window: (n) => ({
    filters: { from: new Date(NOW.getTime() - (n + 2) * DAY_MS), to: new Date(NOW.getTime() - n * DAY_MS) },
  }),
  'common name': (n) => ({
    filters: { person: ['maria', 'jose', 'ana', 'silva', 'souza'][n % 5] ?? 'maria' },
  }),
  'common beginning': (n) => ({ filters: { person: ['mar', 'jos', 'sil', 'sou', 'oli'][n % 5] ?? 'maria' } }),
  'middling beginning': (n) => ({
    filters: { person: ['quiroga1', 'quiroga', 'zu1', 'mar1', 'mar3'][n % 5] ?? 'maria' },
  }),
  'rare name': (n) => ({ filters: { person: `zu${n % 40}` } }),
  'two common names': () => ({ filters: { person: 'maria silva' } }),
  'common and rare': (n) => ({ filters: { person: `maria quiroga${n % 80}` } }),
  'e-mail': (n) => ({ filters: { person: `maria.${n * 3_571}@example.com` } }),
  'beginning of e-mails': (n) => ({ filters: { person: `maria.${n % 10}` } }),
  phone: (n) => ({ filters: { person: String(1000 + n * 37) } }),
  'product id': (n) => ({ filters: { product: String(n * 113) } }),
  'common title': (n) => ({ filters: { product: ['caneca', 'camiseta', 'azul'][n % 3] ?? 'azul' } }),
  'two common title words': () => ({ filters: { product: 'caneca azul' } }),
  'rare title': (n) => ({ filters: { product: `modelo${n % 240}` } }),
  'name and product': () => ({ filters: { person: 'mar', product: 'caneca' } }),
  'name and state': () => ({ filters: { person: 'maria', states: ['recovered'] } }),
  'beginning and rare state': () => ({ filters: { person: 'mar', states: ['pending_payment'] } }),
  reachable: () => ({ filters: { channel: 'email' } }),
  'reachable, abandoned': () => ({ filters: { channel: 'whatsapp', states: ['abandoned'] } }),
  'least total': (n) => ({ filters: { minTotal: String(500 + n * 100) } }),
  'high least total': (n) => ({ filters: { minTotal: String(9_900 + n) } }),
  registered: (n) => ({ filters: { registered: n % 2 === 0 } }),
  country: () => ({ filters: { country: 'BR' } }),
  'rare country': () => ({ filters: { country: 'PL' } }),
  'rare country, registered, total': () => ({
    filters: { country: 'PL', registered: true, minTotal: '100' },
  }),
  'unknown country': () => ({ filters: { country: 'ZZ' } }),
  'by total': () => ({ sort: 'total' }),
  'by total, purchased': () => ({ sort: 'total', filters: { states: ['purchased'] } }),
  'by total, rare state': () => ({ sort: 'total', filters: { states: ['pending_payment'] } }),
  'by total, abandoned': () => ({ sort: 'total', filters: { states: ['abandoned'] } }),
  'by total, last week': (n) => ({
    sort: 'total',
    filters: { from: new Date(NOW.getTime() - (7 + n) * DAY_MS) },
  }),
};

const ROUNDS = 30;

export const timeCartList = async (file: string, storeId: StoreId): Promise<readonly Timing[]> => {
  const engine = openSqliteReadEngine(file);
  const list = createCartList(engine);
  const timings: Timing[] = [];
  for (const [name, ask] of Object.entries(COMBINATIONS)) {
    const times: number[] = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      const asked = ask(n);
      const started = performance.now();
      await list.page({
        storeId,
        sort: 'activity',
        after: null,
        limit: 50,
        now: NOW,
        abandonedAfterMs: HOUR_MS / 2,
        recoveryHorizonMs: 30 * DAY_MS,
        ...asked,
        filters: { ...NO_CART_FILTERS, ...asked.filters },
      });
      times.push(performance.now() - started);
    }
    times.sort((one, other) => one - other);
    const at = (share: number) =>
      Math.round((times[Math.min(ROUNDS - 1, Math.floor(ROUNDS * share))] ?? 0) * 10) / 10;
    timings.push({ name, p50: at(0.5), p95: at(0.95), max: at(1) });
  }
  await engine.close();
  return timings;
};
