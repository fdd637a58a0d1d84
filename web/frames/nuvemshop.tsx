import { useEffect, type ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { bearer } from './bearer.ts';
import type { Frame } from './frame.ts';
import { InsideShell, InsideSignedOut } from './inside.tsx';
import { frameQuery, openedWith } from './opening.ts';
import { createParentWindow, type Message, type ParentWindow } from './parent-window.ts';

/** Nexo, the messages between Nuvemshop's admin and an app inside it. */
const CONNECTED = 'app/connected';
const READY = 'app/ready';
const SESSION_TOKEN = 'app/auth/sessionToken';
const NAVIGATE = 'app/navigate/sync';
const FAILED = 'app/log/error';

/** The admin inside Nuvemshop's: a token for each call, and the place told to and by the admin around. */
export const createNuvemshop = (nexo: ParentWindow = createParentWindow()): Frame => {
  const connected = nexo.ask(CONNECTED, CONNECTED);
  // Whoever asks for a token hears of it.
  connected.catch(() => undefined);
  window.addEventListener('error', ({ message }) =>
    nexo.tell(FAILED, { url: window.location.pathname, message, stack: '' }),
  );
  return {
    name: 'nuvemshop',
    authorise: async () => {
      await connected;
      const token = textOf(await nexo.ask(SESSION_TOKEN, SESSION_TOKEN), 'token');
      return bearer(token);
    },
    Shell: ({ children }) => <Shell nexo={nexo}>{children}</Shell>,
    SignedOut: () => <SignedOut nexo={nexo} />,
    language: openedWith('locale'),
    query: frameQuery('frame'),
  };
};

const Shell = ({ nexo, children }: { readonly nexo: ParentWindow; readonly children: ReactNode }) => {
  useReady(nexo);
  usePlace(nexo);
  return <InsideShell>{children}</InsideShell>;
};

const SignedOut = ({ nexo }: { readonly nexo: ParentWindow }) => {
  useReady(nexo);
  return <InsideSignedOut />;
};

/** Until it hears this, the admin around shows that it is still loading. */
const useReady = (nexo: ParentWindow): void => {
  useEffect(() => nexo.tell(READY), [nexo]);
};

const usePlace = (nexo: ParentWindow): void => {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  useEffect(() => nexo.tell(NAVIGATE, { pathname }), [nexo, pathname]);
  useEffect(
    () =>
      nexo.listen(NAVIGATE, (message) => {
        const path = textOf(message, 'path');
        if (path?.startsWith('/') === true && !path.startsWith('//')) void navigate(path);
      }),
    [nexo, navigate],
  );
};

const textOf = ({ payload }: Message, name: string): string | null => {
  const value: unknown =
    typeof payload === 'object' && payload !== null ? (payload as Message)[name] : undefined;
  return typeof value === 'string' ? value : null;
};
