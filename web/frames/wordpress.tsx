import { bearer } from './bearer.ts';
import type { Frame } from './frame.ts';
import { InsideShell, InsideSignedOut } from './inside.tsx';
import { forgetInAddress, frameQuery, openedWith } from './opening.ts';
import { createParentWindow, type ParentWindow } from './parent-window.ts';

/** A launch is asked for anew while the last one still has this long: clocks differ, and calls take time. */
const MARGIN_MS = 60_000;

/** The admin inside WordPress: each launch says who is there for five minutes, and the plugin's page gives the next. */
export const createWordPress = (plugin: ParentWindow = createParentWindow()): Frame => {
  let launch = openedWith('launch');
  let usableUntil = Date.now() + lifeOf(launch) - MARGIN_MS;
  let asking: Promise<void> | null = null;
  forgetInAddress('launch');

  const renew = async (): Promise<void> => {
    const { token } = await plugin.ask('retorno:launch?', 'retorno:launch');
    // Null: the person is no longer signed in to WordPress.
    launch = typeof token === 'string' ? token : null;
    usableUntil = Date.now() + lifeOf(launch) - MARGIN_MS;
  };
  return {
    name: 'wordpress',
    authorise: async () => {
      if (Date.now() >= usableUntil) {
        asking ??= renew().finally(() => {
          asking = null;
        });
        await asking.catch(() => undefined);
      }
      return bearer(launch);
    },
    Shell: ({ children }) => <InsideShell>{children}</InsideShell>,
    SignedOut: () => <InsideSignedOut />,
    language: openedWith('locale'),
    query: frameQuery('frame', 'shop'),
  };
};

/** From its making to its end, as the shop says: its clock may differ from the browser's. */
const lifeOf = (launch: string | null): number => {
  try {
    const payload = (launch ?? '').split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
    const { iat, exp } = JSON.parse(atob(payload)) as { iat: number; exp: number };
    return (exp - iat) * 1_000;
  } catch {
    return 0;
  }
};
