import { createElement, useEffect, type ReactNode } from 'react';
import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { bearer } from './bearer.ts';
import type { Frame } from './frame.ts';
import { NAVIGATION } from './navigation.ts';
import { forgetInAddress, frameQuery, openedWith } from './opening.ts';
import { SignedOutNotice } from './signed-out.tsx';
import './shopify.css';

/** What App Bridge, loaded first in the page's head, offers; only what is used of it. */
type AppBridge = { readonly idToken: () => Promise<string> };

const appBridge = (): AppBridge | undefined => (window as { shopify?: AppBridge }).shopify;

/** The admin inside Shopify's: a token for each call, since each lives for a minute, and Shopify's own menu. */
export const shopify: Frame = {
  name: 'shopify',
  authorise: async () => {
    const token = await appBridge()?.idToken();
    return bearer(token);
  },
  Shell: ({ children }) => <Shell>{children}</Shell>,
  SignedOut: () => <SignedOut />,
  language: openedWith('locale'),
  query: frameQuery('shop', 'embedded'),
};

forgetInAddress('id_token', 'hmac', 'session');

const Shell = ({ children }: { readonly children: ReactNode }) => {
  useShopifyNavigation();
  return (
    <>
      <Menu />
      <main className="shopify-main" id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
};

/** Shown by Shopify beside its own pages, never by us. */
const Menu = () => {
  const { t } = useTranslation();
  const links = NAVIGATION.map(({ to, word }) =>
    createElement(
      's-link',
      to === '/' ? { key: to, href: '/admin', rel: 'home' } : { key: to, href: `/admin${to}` },
      t(`navigation.${word}`),
    ),
  );
  return createElement('s-app-nav', null, links);
};

/** A click in Shopify's menu is told to us instead of loading the page anew. */
const useShopifyNavigation = (): void => {
  const navigate = useNavigate();
  useEffect(() => {
    const follow = ({ target }: Event): void => {
      const href = target instanceof Element ? target.getAttribute('href') : null;
      if (href?.startsWith('/admin') === true) void navigate(href.slice('/admin'.length) || '/');
    };
    document.addEventListener('shopify:navigate', follow);
    return () => document.removeEventListener('shopify:navigate', follow);
  }, [navigate]);
};

const SignedOut = () => {
  const { t } = useTranslation();
  return (
    <SignedOutNotice className="shopify-main" hasSign={false}>
      <Text as="p">{t('signedOut.inside')}</Text>
    </SignedOutNotice>
  );
};
