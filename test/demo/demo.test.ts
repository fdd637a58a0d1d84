import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answers, startDemo, takePort, type DemoProcess } from './demo-process.ts';

/** The admin may have to be built first. */
const START_MS = 60_000;
/** What the demo promises, and the time to see it. */
const PROMISED_MS = 60_000;

type Admin = (path: string) => Promise<Record<string, never>>;

const data = resolve(import.meta.dirname, '../../data/demo');

describe('npm run demo', () => {
  let demo: DemoProcess;
  const admins: Admin[] = [];

  beforeAll(async () => {
    const { port, release } = await takePort();
    await release();
    demo = startDemo(port);
    await demo.shows(/Ctrl-C ends it/);
    const links = demo.printed().match(/http:\/\/localhost:\d+\/login\/[\w-]+/g) ?? [];
    for (const link of links) admins.push(await signIn(link));
  }, START_MS);

  afterAll(async () => {
    if (demo.isAlive()) await demo.pressCtrlC();
    await rm(`${data}/${demo.port}`, { recursive: true, force: true });
  });

  it('prints where the admins are, signed in, and the mailbox', async () => {
    expect(admins).toHaveLength(5);
    expect(demo.printed()).toContain(`http://localhost:${demo.port}/mailbox`);
    expect((await fetch(`http://127.0.0.1:${demo.port}/mailbox`)).status).toBe(200);
  });

  it(
    'shows carts abandoned, reminders sent and a recovery in every shop within 60 s',
    async () => {
      const end = Date.now() + PROMISED_MS;
      let totals = await totalsOf(admins);
      while (Date.now() < end && !totals.every(hasIt)) {
        await pause(1_000);
        totals = await totalsOf(admins);
      }

      expect(totals.filter(hasIt)).toHaveLength(5);
      expect(totals.map(({ currency }) => currency)).toEqual(['BRL', 'PLN', 'USD', 'MXN', 'GBP']);
    },
    PROMISED_MS + 5_000,
  );

  it('sends what the platforms send: nothing of it was refused or not understood', async () => {
    for (const admin of admins) {
      const { items } = (await admin('/deliveries?limit=200')) as unknown as { items: { state: string }[] };
      expect(items.length).toBeGreaterThan(0);
      expect(items.filter(({ state }) => state === 'dead' || state === 'ignored')).toEqual([]);
    }
  });

  it('mails in the language of the shop, with pictures that this machine serves', async () => {
    const { items } = (await (await fetch(`http://127.0.0.1:${demo.port}/mailbox.json`)).json()) as {
      items: { to: string; html: string }[];
    };
    const polish = items.find(({ to }) => to.endsWith('@poczta.example'));
    const picture = /http:\/\/localhost:\d+\/pictures\/[\w-]+\.svg/.exec(polish?.html ?? '')?.[0] ?? '';

    expect(polish?.html).toContain('lang="pl');
    expect((await fetch(picture)).headers.get('content-type')).toBe('image/svg+xml');
  });

  it('shows pictures also in the shop whose platform sends none with its carts', async () => {
    const shopify = admins[2]!;
    const { items: carts } = (await shopify('/carts?limit=50')) as unknown as {
      items: { platform: string; lines: { imageUrl: string | null }[] }[];
    };
    const { items: mails } = (await (await fetch(`http://127.0.0.1:${demo.port}/mailbox.json`)).json()) as {
      items: { html: string }[];
    };
    const theirs = mails.filter(({ html }) => html.includes('Northwind Goods'));

    expect(carts[0]?.platform).toBe('shopify');
    expect(carts.flatMap(({ lines }) => lines.map(({ imageUrl }) => imageUrl))).toContainEqual(
      expect.stringMatching(/\/pictures\/[\w-]+\.svg$/),
    );
    expect(theirs.length).toBeGreaterThan(0);
    for (const { html } of theirs) expect(html).toMatch(/<img src="[^"]*\/pictures\/[\w-]+\.svg"/);
  });

  it('ends with Ctrl-C, with exit code 0 and nothing left running', async () => {
    expect(await demo.pressCtrlC()).toBe(0);
    expect(demo.printed()).toContain('Stopped.');
    expect(demo.isAlive()).toBe(false);
    expect(await answers(demo.port)).toBe(false);
  }, 15_000);
});

it('says that its port is taken, names another one and touches nothing', async () => {
  const { port, release } = await takePort();
  const demo = startDemo(port);

  expect(await demo.ended).toBe(1);
  expect(demo.printed()).toContain(`Port ${port} is taken by another program`);
  expect(demo.printed()).toMatch(/PORT=\d+ npm run demo/);
  await release();
}, 20_000);

/** The address works once; the cookie it sets is the way in from then on. */
const signIn = async (link: string): Promise<Admin> => {
  const signedIn = await fetch(link, { redirect: 'manual' });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { origin } = new URL(link);
  return async (path) => (await fetch(`${origin}/api/v1${path}`, { headers: { cookie } })).json() as never;
};

type Totals = { readonly abandoned: number; readonly reached: number; readonly recovered: number };

const totalsOf = (admins: readonly Admin[]) =>
  Promise.all(
    admins.map(async (admin) => {
      const { totals } = (await admin('/reports/summary?groupBy=day')) as unknown as {
        totals: Totals & { revenue: { currency: string }[] };
      };
      return { ...totals, currency: totals.revenue[0]?.currency };
    }),
  );

const hasIt = ({ abandoned, reached, recovered }: Totals): boolean =>
  abandoned > 0 && reached > 0 && recovered > 0;
