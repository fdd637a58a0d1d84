import type { CheckResult } from './decide.ts';
import { quietUntil } from './quiet-hours.ts';

/** The quiet hours that a decision kept to, and by which clock; kept with the send, so that it can be judged later. */
export type QuietHoursSeen = { readonly from: string; readonly to: string; readonly zone: string };

/** Null where the flow had none for the channel. */
export const quietHoursSeen = (checks: readonly CheckResult[]): QuietHoursSeen | null => {
  const { from, to, zone } = checks.find(({ code }) => code === 'quiet_hours')?.facts ?? {};
  return typeof from === 'string' && typeof to === 'string' && typeof zone === 'string'
    ? { from, to, zone }
    : null;
};

/** True when they held at that instant. */
export const areQuiet = ({ from, to, zone }: QuietHoursSeen, at: Date): boolean =>
  quietUntil({ rule: { from, to }, zone, now: at, spreadBy: '' }) !== null;
