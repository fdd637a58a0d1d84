import { stringify } from 'csv-stringify/sync';
import { abandonedAt, cartState } from '../../../core/cart/state.ts';
import type { CartId } from '../../../core/words/ids.ts';
import { writeDecimal, type Money } from '../../../core/words/money.ts';
import type { CartListQuery, CartPosition } from '../../../ports/store/cart-list.ts';
import type { CartView } from '../../../ports/store/cart-views.ts';
import type { Store } from '../../../ports/store/store.ts';
import type { ConnectedStore } from '../../../ports/store/stores.ts';
import { writeInstant, writeInstantOrNull } from '../write.ts';

export type CsvParts = {
  readonly reader: Pick<Store['reader'], 'cartList' | 'cartViews'>;
  readonly store: ConnectedStore;
  readonly now: Date;
  readonly returnUrlOf: (id: CartId) => string;
};

const COLUMNS = [
  'id',
  'platform',
  'state',
  'name',
  'email',
  'phone',
  'products',
  'total',
  'currency',
  'locale',
  'started_at',
  'last_activity_at',
  'abandoned_at',
  'messages_sent',
  'last_message_at',
  'clicked',
  'order',
  'recovered_amount',
  'return_url',
] as const;

type CsvRow = Readonly<Record<(typeof COLUMNS)[number], string | number | null>>;

/** A page's worth of work is done in one turn: more would hold up webhooks, which want their answer. */
const ROWS_AT_ONCE = 100;

/** All carts of a list as CSV, read page by page: a million of them need no more memory than a page. */
export async function* cartsAsCsv(
  parts: CsvParts,
  query: Omit<CartListQuery, 'after' | 'limit'>,
): AsyncGenerator<string> {
  yield `\uFEFF${COLUMNS.join(',')}\n`;
  let after: CartPosition | null = null;
  do {
    const page = await parts.reader.cartList.page({ ...query, after, limit: ROWS_AT_ONCE });
    const views = await parts.reader.cartViews.byIds(query.storeId, page.ids);
    if (views.length > 0) yield writeRows(views.map((view) => toRow(view, parts)));
    after = page.next;
  } while (after !== null);
}

/** Cells that a spreadsheet would run get a quote in front; so does text that only begins with a blank before such. */
const writeRows = (rows: readonly CsvRow[]): string =>
  stringify(
    rows.map((row) => COLUMNS.map((column) => harmless(row[column]))),
    { record_delimiter: 'unix' },
  );

const harmless = (value: string | number | null): string => {
  const text = value === null ? '' : String(value);
  return /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
};

const toRow = (view: CartView, { store, now, returnUrlOf }: CsvParts): CsvRow => ({
  id: view.id,
  platform: store.platform,
  state: cartState(view, store.settings, now),
  name: view.name,
  email: view.email,
  phone: view.phone,
  products: (view.contents?.lines ?? []).map(({ quantity, title }) => `${quantity} x ${title}`).join('; '),
  total: amountOf(view.total),
  currency: view.total?.currency ?? null,
  locale: view.locale,
  started_at: writeInstant(view.startedAt),
  last_activity_at: writeInstant(view.lastActivityAt),
  abandoned_at: writeInstant(abandonedAt(view, store.settings)),
  ...sentColumns(view),
  clicked: view.wasClicked ? 'true' : 'false',
  order: view.order === null ? null : (view.order.number ?? view.order.id),
  recovered_amount: view.state === 'recovered' && view.order !== null ? amountOf(view.order.net) : null,
  return_url: view.redacted ? null : returnUrlOf(view.id),
});

const sentColumns = ({ messages }: CartView): Pick<CsvRow, 'messages_sent' | 'last_message_at'> => {
  const sent = messages.filter(({ state }) => SENT.has(state)).flatMap(({ sentAt }) => sentAt ?? []);
  const last = sent.toSorted((one, other) => other.getTime() - one.getTime())[0] ?? null;
  return { messages_sent: sent.length, last_message_at: writeInstantOrNull(last) };
};

const SENT: ReadonlySet<string> = new Set(['accepted', 'delivered', 'read', 'uncertain']);

const amountOf = (money: Money | null): string | null => (money === null ? null : writeDecimal(money));
