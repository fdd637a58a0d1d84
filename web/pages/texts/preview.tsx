import { useEffect, useRef, type ReactNode } from 'react';
import { Banner, BlockStack, Text } from '@shopify/polaris';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Preview as Mail } from '../../api/flows.ts';
import { problemOf } from '../../api/problem.ts';
import { useFrame } from '../../frames/frame.ts';
import { Loaded } from '../../parts/loading.tsx';
import { Section } from '../../parts/section.tsx';

type Props = {
  readonly preview: UseQueryResult<Mail>;
  /** Lets the reader choose for which cart. */
  readonly choice: ReactNode;
};

/** The very mail, as it would go out now. */
export const Preview = ({ preview, choice }: Props) => {
  const { t } = useTranslation();
  const isRefused = problemOf(preview.error)?.status === 422;
  return (
    <Section title={t('texts.preview')} about={t('texts.previewAbout')}>
      <BlockStack gap="300">
        {choice}
        {isRefused ? <Banner tone="warning">{t('texts.previewStale')}</Banner> : null}
        {isRefused && preview.data === undefined ? null : (
          <Loaded query={preview}>{(mail) => <ShownMail mail={mail} />}</Loaded>
        )}
      </BlockStack>
    </Section>
  );
};

const ShownMail = ({ mail }: { readonly mail: Mail }) => {
  const { t } = useTranslation();
  return (
    <BlockStack gap="200">
      <Text as="p" fontWeight="semibold">
        {mail.subject}
      </Text>
      {mail.preheader === '' ? null : (
        <Text as="p" tone="subdued" variant="bodySm">
          {mail.preheader}
        </Text>
      )}
      <MailFrame title={t('texts.preview')} html={mail.html} />
    </BlockStack>
  );
};

/**
 * A page of its own that may hold a mail's inline styles but runs no scripts: its policy forbids them, and so does
 * the sandbox. Our page's own policy allows no inline styles, which a `srcdoc` would inherit.
 */
const MailFrame = ({ title, html }: { readonly title: string; readonly html: string }) => {
  const { query } = useFrame();
  const frame = useRef<HTMLIFrameElement>(null);
  const show = (): void => {
    const page = frame.current?.contentDocument;
    // While it loads it may have no root yet; its load event shows the mail then.
    if (page?.readyState !== 'complete' || page.URL === 'about:blank') return;
    page.documentElement.innerHTML = html;
  };
  useEffect(show, [html]);
  return (
    <iframe
      ref={frame}
      className="mail"
      title={title}
      src={`${import.meta.env.BASE_URL}mail.html${query}`}
      sandbox="allow-same-origin"
      onLoad={show}
    />
  );
};
