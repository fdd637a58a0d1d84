/**
 * The zone a shopper most likely lives in, from the country of their address or phone; null where it is not told.
 * A country of many zones: the store's own if it lies there, for Brazilian phones that of the area code, else where
 * most of its people live.
 */
export const shopperZone = ({
  country,
  phone,
  storeZone,
}: {
  readonly country: string | null;
  /** E.164. */
  readonly phone: string | null;
  readonly storeZone: string;
}): string | null => {
  const code = country?.toUpperCase() ?? null;
  if (code === null || !/^[A-Z]{2}$/.test(code)) return null;
  return (code === 'BR' ? brazilianZone(phone) : null) ?? likelyZone(code, storeZone);
};

const brazilianZone = (phone: string | null): string | null =>
  BRAZIL[/^\+55(\d\d)/.exec(phone ?? '')?.[1] ?? ''] ?? null;

const likelyZone = (country: string, storeZone: string): string | null => {
  const zones = zonesOf(country);
  if (zones.includes(storeZone)) return storeZone;
  return (zones.length === 1 ? zones[0] : MOST_PEOPLE[country]) ?? null;
};

const zonesByCountry = new Map<string, readonly string[]>();

/** Bounded: there are fewer than 700 pairs of letters. */
const zonesOf = (country: string): readonly string[] => {
  const known = zonesByCountry.get(country);
  if (known !== undefined) return known;
  const locale = new Intl.Locale('und', { region: country }) as {
    getTimeZones?: () => readonly string[] | undefined;
  };
  const zones = locale.getTimeZones?.() ?? [];
  zonesByCountry.set(country, zones);
  return zones;
};

/** Area codes of Brazil that do not keep the time of Brasília. */
const BRAZIL: Readonly<Record<string, string>> = {
  '65': 'America/Cuiaba',
  '66': 'America/Cuiaba',
  '67': 'America/Campo_Grande',
  '68': 'America/Rio_Branco',
  '69': 'America/Porto_Velho',
  '92': 'America/Manaus',
  '95': 'America/Boa_Vista',
  '97': 'America/Manaus',
};

const MOST_PEOPLE: Readonly<Record<string, string>> = {
  AR: 'America/Argentina/Buenos_Aires',
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  ID: 'Asia/Jakarta',
  KZ: 'Asia/Almaty',
  MX: 'America/Mexico_City',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PT: 'Europe/Lisbon',
  RU: 'Europe/Moscow',
  UA: 'Europe/Kiev',
  US: 'America/New_York',
};
