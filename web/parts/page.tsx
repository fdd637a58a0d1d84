import { useEffect, type ReactNode } from 'react';
import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { ArrowLeftIcon } from '@shopify/polaris-icons';

type Props = {
  readonly title: string;
  readonly badges?: ReactNode;
  readonly subtitle?: string;
  readonly back?: { readonly to: string; readonly label: string };
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** One page: its heading, what can be done to the whole of it, and its contents. */
export const Page = ({ title, badges, subtitle, back, actions, children }: Props) => {
  useEffect(() => {
    document.title = `${title} · Retorno`;
  }, [title]);
  return (
    <BlockStack gap="400">
      <div className="page-head">
        <BlockStack gap="100">
          {back === undefined ? null : (
            <div>
              <Button variant="plain" icon={ArrowLeftIcon} url={back.to}>
                {back.label}
              </Button>
            </div>
          )}
          <InlineStack gap="200" blockAlign="center">
            <Text as="h1" variant="headingXl">
              {title}
            </Text>
            {badges}
          </InlineStack>
          {subtitle === undefined ? null : (
            <Text as="p" tone="subdued">
              {subtitle}
            </Text>
          )}
        </BlockStack>
        {actions === undefined ? null : <InlineStack gap="200">{actions}</InlineStack>}
      </div>
      {children}
    </BlockStack>
  );
};
