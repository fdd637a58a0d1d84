import { createServer } from 'node:http';

/**
 * A WooCommerce shop with many orders behind the strictest limit that a platform sets: a bucket of forty calls which
 * refills by two a second; what comes beyond is answered 429. `GET /told` says how many calls came and were refused.
 */
const ORDERS = Number(process.argv[2] ?? 10_000);
const BUCKET = 40;
const PER_SECOND = 2;
const HOUR_MS = 3_600_000;

const startedAt = Date.now();
const told = { calls: 0, refused: 0 };
let level = 0;
let leakedAt = Date.now();

const mayPass = (): boolean => {
  const now = Date.now();
  level = Math.max(0, level - ((now - leakedAt) / 1_000) * PER_SECOND);
  leakedAt = now;
  if (level + 1 > BUCKET) return false;
  level += 1;
  return true;
};

/** One changed after the other, over the last hour. */
const changedAt = (place: number): string =>
  new Date(startedAt - HOUR_MS + Math.floor((place / ORDERS) * (HOUR_MS - 60_000)))
    .toISOString()
    .slice(0, 19);

const order = (place: number) => ({
  id: 100_000 + place,
  number: String(100_000 + place),
  status: 'processing',
  currency: 'BRL',
  date_created_gmt: changedAt(place),
  date_modified_gmt: changedAt(place),
  date_paid_gmt: changedAt(place),
  total: '199.90',
  payment_method: 'stripe',
  billing: {
    email: `p${place}@example.com`,
    first_name: 'Ana',
    last_name: 'Souza',
    phone: '',
    country: 'BR',
  },
  line_items: Array.from({ length: 5 }, (_, line) => ({
    id: place * 10 + line,
    product_id: line + 1,
    variation_id: 0,
    name: 'Caneca esmaltada azul 350 ml',
    quantity: 1,
    total: '39.98',
    sku: `C${line}`,
  })),
  meta_data: [],
  refunds: [],
});

const list = (search: URLSearchParams): readonly object[] => {
  const [after, before] = [search.get('modified_after') ?? '', search.get('modified_before') ?? '~'];
  const [size, page] = [Number(search.get('per_page') ?? 10), Number(search.get('page') ?? 1)];
  const places = Array.from({ length: ORDERS }, (_, place) => place).filter((place) => {
    const at = changedAt(place);
    return at > after && at < before;
  });
  return places.slice((page - 1) * size, page * size).map(order);
};

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://shop.local');
  response.setHeader('content-type', 'application/json');
  if (url.pathname === '/told') return void response.end(JSON.stringify(told));
  told.calls += 1;
  if (!mayPass()) {
    told.refused += 1;
    return void response.writeHead(429, { 'retry-after': '1' }).end('{}');
  }
  response.end(JSON.stringify(url.pathname.endsWith('/orders') ? list(url.searchParams) : []));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 })}\n`);
});
