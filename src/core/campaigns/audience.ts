import type { Settings } from '../flows/settings.ts';

/** Whom a campaign is for: shoppers who left carts between two instants and bought nothing with them. */
export type Audience = {
  /** When a cart was abandoned; `from` inclusive, `to` exclusive, null without a limit. */
  readonly abandonedFrom: Date | null;
  readonly abandonedTo: Date | null;
  /** With an account, without one, or null for both. */
  readonly registered: boolean | null;
  /** At least so many carts in that time; 1 or more. */
  readonly minAbandoned: number;
  /** An id, an SKU or words of a title, in one of these carts. */
  readonly product: string | null;
  readonly country: string | null;
};

/** The same times as those of the last activity, which carts are listed by; nothing is abandoned before its silence. */
export const activityWindow = (
  { abandonedFrom, abandonedTo }: Audience,
  { abandonedAfterMs }: Pick<Settings, 'abandonedAfterMs'>,
  now: Date,
): { readonly from: Date | null; readonly to: Date } => {
  const to = Math.min(abandonedTo?.getTime() ?? Number.POSITIVE_INFINITY, now.getTime() + 1);
  return {
    from: abandonedFrom === null ? null : new Date(abandonedFrom.getTime() - abandonedAfterMs),
    to: new Date(to - abandonedAfterMs),
  };
};
