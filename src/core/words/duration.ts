const SHAPE = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS_MS = [7 * DAY, DAY, HOUR, MINUTE, SECOND] as const;

/**
 * Milliseconds of an ISO 8601 duration such as `PT30M` or `P3D`; null when it is none.
 * Years and months have no fixed length and are refused; a day is 24 hours.
 */
export const parseDuration = (text: string): number | null => {
  const match = SHAPE.exec(text);
  if (match === null || !/\d/.test(text) || text.endsWith('T')) return null;
  const milliseconds = UNITS_MS.reduce(
    (sum, unitMs, place) => sum + Number(match[place + 1] ?? 0) * unitMs,
    0,
  );
  return Number.isSafeInteger(Math.round(milliseconds)) ? Math.round(milliseconds) : null;
};

/**
 * The ISO 8601 duration of so many milliseconds. Whole days from two on are written as days (`P7D`, but `PT24H`),
 * unless hours are asked for as the largest unit (`PT72H`, as delays of steps are written).
 */
export const writeDuration = (milliseconds: number, largest: 'days' | 'hours' = 'days'): string => {
  if (largest === 'days' && milliseconds >= 2 * DAY && milliseconds % DAY === 0)
    return `P${milliseconds / DAY}D`;
  const hours = Math.floor(milliseconds / HOUR);
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
  const seconds = (milliseconds % MINUTE) / SECOND;
  const text = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${seconds > 0 ? `${seconds}S` : ''}`;
  return `PT${text === '' ? '0S' : text}`;
};
