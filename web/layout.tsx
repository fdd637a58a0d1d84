import { useEffect, type ReactNode } from 'react';
import { Outlet, useLocation, useNavigation } from 'react-router';
import { MeProvider, useReadMe } from './api/me.ts';
import { problemOf } from './api/problem.ts';
import { useFrame } from './frames/frame.ts';
import { Failure, Loading } from './parts/loading.tsx';
import { NoticesProvider } from './parts/notices.tsx';
import { PolarisProvider } from './parts/polaris-provider.tsx';
import './parts/parts.css';

/** Everything around a page: the components' words, who this is, and the frame. */
export const Layout = () => (
  <PolarisProvider>
    <NoticesProvider>
      <SignedIn>
        <Outlet />
      </SignedIn>
    </NoticesProvider>
  </PolarisProvider>
);

const SignedIn = ({ children }: { readonly children: ReactNode }) => {
  const { Shell, SignedOut } = useFrame();
  const me = useReadMe();
  const isMoving = useNavigation().state !== 'idle';
  useFocusOnNewPage();
  if (problemOf(me.error)?.status === 401) return <SignedOut />;
  if (me.data === undefined) return me.isError ? <Failure error={me.error} /> : <Loading />;
  return (
    <MeProvider value={me.data}>
      <Shell>
        <div aria-busy={isMoving}>{children}</div>
      </Shell>
    </MeProvider>
  );
};

/** A screen reader hears the new page, and the keyboard starts at its top. */
const useFocusOnNewPage = (): void => {
  const { pathname } = useLocation();
  useEffect(() => {
    window.scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [pathname]);
};
