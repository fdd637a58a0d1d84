import type { ReactNode } from 'react';
import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';

type Props = {
  /** The class of the frame's own main part. */
  readonly className: string;
  /** Whether our sign stands above it. */
  readonly hasSign?: boolean;
  readonly children: ReactNode;
};

/** In place of the pages, where nobody is signed in; a frame says what to do about it. */
export const SignedOutNotice = ({ className, hasSign = true, children }: Props) => {
  const { t } = useTranslation();
  return (
    <main className={className}>
      <div className="notice-page">
        {hasSign ? <img src="/admin/icon.svg" alt="" width="56" height="56" /> : null}
        <Text as="h1" variant="headingLg">
          {t('signedOut.title')}
        </Text>
        {children}
      </div>
    </main>
  );
};
