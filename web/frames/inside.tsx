import type { ReactNode } from 'react';
import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { LanguageSelect } from '../parts/language-select.tsx';
import { NAVIGATION } from './navigation.ts';
import { SignedOutNotice } from './signed-out.tsx';
import { SkipLink } from './skip-link.tsx';
import './own-theme.css';
import './inside.css';

/** The pages inside a platform's own admin that shows no menu of ours: the menu stands above them. */
export const InsideShell = ({ children }: { readonly children: ReactNode }) => {
  const { t } = useTranslation();
  return (
    <div className="inside">
      <SkipLink />
      <nav className="inside-nav" aria-label={t('frame.navigation')}>
        <ul>
          {NAVIGATION.map(({ to, word }) => (
            <li key={to}>
              <NavLink to={to} end={to === '/'}>
                {t(`navigation.${word}`)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <main className="inside-main" id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="inside-foot">
        <LanguageSelect />
      </footer>
    </div>
  );
};

/** Nobody can sign in here: the platform's admin opens the page anew. */
export const InsideSignedOut = () => {
  const { t } = useTranslation();
  return (
    <SignedOutNotice className="inside-main">
      <Text as="p">{t('signedOut.inside')}</Text>
    </SignedOutNotice>
  );
};
