import { DateTime } from 'luxon';
import type { ConnectedStore } from '../../../ports/store/stores.ts';
import type { Outbound } from '../../../ports/outbound.ts';
import { fine, wrong, type Examiner, type Finding } from './check.ts';

/** Offsets in minutes that tell outdated data from current: rules of the last years. */
const KNOWN_OFFSETS: readonly (readonly [zone: string, at: string, minutes: number])[] = [
  ['America/Sao_Paulo', '2026-12-15T12:00:00Z', -180], // no daylight saving since 2019
  ['America/Mexico_City', '2026-07-15T12:00:00Z', -360], // none since 2022
  ['America/New_York', '2026-07-15T12:00:00Z', -240],
  ['Europe/Warsaw', '2026-07-15T12:00:00Z', 120],
];

export const machineExaminers = (
  appUrl: string,
  stores: readonly Pick<ConnectedStore, 'id' | 'settings'>[],
): readonly Examiner[] => [
  { name: 'time_zones', look: () => timeZones(stores) },
  { name: 'public_address', look: () => publicAddress(appUrl) },
];

const timeZones = (stores: readonly Pick<ConnectedStore, 'id' | 'settings'>[]): Finding => {
  const off = KNOWN_OFFSETS.filter(
    ([zone, at, minutes]) => DateTime.fromISO(at, { zone }).offset !== minutes,
  );
  if (off.length > 0)
    return wrong(`the time-zone data is missing or old: ${off.map(([zone]) => zone).join(', ')}`);
  const unknown = stores.filter(({ settings }) => !DateTime.utc().setZone(settings.timeZone).isValid);
  return unknown.length > 0
    ? wrong(
        `no such time zone: ${unknown.map(({ id, settings }) => `${settings.timeZone} (${id})`).join(', ')}`,
      )
    : fine('current');
};

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

const publicAddress = (appUrl: string): Finding => {
  const { protocol, hostname } = new URL(appUrl);
  if (LOCAL.has(hostname)) return fine(`${appUrl}: for this machine only, no platform reaches it`);
  return protocol === 'https:' ? fine(appUrl) : wrong(`${appUrl}: platforms and shoppers need https`);
};

const MOST_SKEW_MS = 60_000;
const MOST_ASKED = 3;

/**
 * Compares with the `Date` of shops that answer, since SQLite has no clock of its own. A minute is allowed: caches
 * and seconds blur it.
 */
export const clockExaminer = ({
  now,
  shops,
}: {
  readonly now: () => Date;
  readonly shops: readonly { readonly url: string; readonly outbound: Outbound }[];
}): Examiner => ({
  name: 'clock',
  look: async () => {
    for (const shop of shops.slice(0, MOST_ASKED)) {
      const skew = await skewTo(shop, now);
      if (skew === null) continue;
      const words = `${Math.round(skew / 1000)} s apart from ${new URL(shop.url).hostname}`;
      return skew > MOST_SKEW_MS ? wrong(words) : fine(words);
    }
    return fine('not compared: no shop on the internet to compare with');
  },
});

const skewTo = async (
  { url, outbound }: { readonly url: string; readonly outbound: Outbound },
  now: () => Date,
): Promise<number | null> => {
  const asked = now().getTime();
  const answer = await outbound({ url, timeoutMs: 4_000 });
  if (answer.kind !== 'answered') return null;
  const told = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(told)) return null;
  const at = told + Number(answer.headers.get('age') ?? 0) * 1000;
  return Math.max(asked - at, at - now().getTime(), 0);
};
