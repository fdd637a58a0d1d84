import { bearer } from './bearer.ts';
import type { Frame } from './frame.ts';
import { InsideShell, InsideSignedOut } from './inside.tsx';
import { forgetInAddress, frameQuery, openedWith } from './opening.ts';

/** The admin inside Wix's dashboard, which says by the `instance` for whom it was opened; that lasts for a day. */
export const createWix = (): Frame => {
  const instance = openedWith('instance') ?? openedWith('token');
  forgetInAddress('instance', 'token');
  return {
    name: 'wix',
    authorise: async () => bearer(instance),
    Shell: ({ children }) => <InsideShell>{children}</InsideShell>,
    SignedOut: () => <InsideSignedOut />,
    language: openedWith('locale'),
    query: frameQuery('frame'),
  };
};
