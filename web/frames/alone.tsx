import { useState, type ReactNode } from 'react';
import { Icon, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useLocation } from 'react-router';
import { useMe } from '../api/me.ts';
import { LanguageSelect } from '../parts/language-select.tsx';
import type { Frame } from './frame.ts';
import { NAVIGATION } from './navigation.ts';
import { SignedOutNotice } from './signed-out.tsx';
import { SkipLink } from './skip-link.tsx';
import './alone.css';

/** The admin on its own page: signed in by the one-time link's cookie. */
export const alone: Frame = {
  name: 'alone',
  authorise: async () => ({ 'X-Requested-With': 'retorno' }),
  Shell: ({ children }) => <Shell>{children}</Shell>,
  SignedOut: () => <SignedOut />,
  language: null,
  query: '',
};

const Shell = ({ children }: { readonly children: ReactNode }) => {
  const { t } = useTranslation();
  const [openAt, setOpenAt] = useState<string | null>(null);
  const { pathname } = useLocation();
  const isOpen = openAt === pathname;
  return (
    <div className="alone">
      <SkipLink />
      <header className="alone-bar">
        <Brand />
        <button
          type="button"
          className="alone-menu"
          aria-expanded={isOpen}
          aria-controls="side"
          onClick={() => setOpenAt(isOpen ? null : pathname)}
        >
          {isOpen ? t('frame.closeMenu') : t('frame.menu')}
        </button>
      </header>
      <aside className="alone-side" id="side" data-open={isOpen} aria-label={t('frame.side')}>
        <Brand />
        <Side />
      </aside>
      <main className="alone-main" id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
};

const Brand = () => (
  <Link to="/" className="alone-brand">
    <img src="/admin/icon.svg" alt="" />
    Retorno
  </Link>
);

const Side = () => {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <>
      <div className="alone-store">
        <Text as="span" variant="bodyMd" fontWeight="semibold">
          {me.store.name}
        </Text>{' '}
        · {t(`platforms.${me.store.platform}`)}
      </div>
      <nav className="alone-nav" aria-label={t('frame.navigation')}>
        <ul>
          {NAVIGATION.map(({ to, word, icon }) => (
            <li key={to}>
              <NavLink to={to} end={to === '/'}>
                <span aria-hidden="true">
                  <Icon source={icon} />
                </span>
                {t(`navigation.${word}`)}
                <Count of={word} />
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="alone-foot">
        {me.mailbox ? <a href="/mailbox">{t('frame.mailbox')}</a> : null}
        <LanguageSelect />
        <form method="post" action="/logout">
          <button type="submit" className="alone-out">
            {t('frame.signOut')}
          </button>
        </form>
      </div>
    </>
  );
};

/** What waits for somebody, beside the page on which it is done. */
const Count = ({ of }: { readonly of: (typeof NAVIGATION)[number]['word'] }) => {
  const { t } = useTranslation();
  const { health } = useMe();
  const count = of === 'tasks' ? health.tasksDue : of === 'health' ? health.deadDeliveries : 0;
  if (count === 0) return null;
  return (
    <span className="alone-count">
      {count}
      <Text as="span" visuallyHidden>
        {' '}
        {t('frame.waiting')}
      </Text>
    </span>
  );
};

const SignedOut = () => {
  const { t } = useTranslation();
  return (
    <SignedOutNotice className="alone-main">
      <Text as="p">{t('signedOut.text')}</Text>
      <code className="code">retorno login-link --store …</code>
    </SignedOutNotice>
  );
};
