import { useId, type ReactNode } from 'react';
import { BlockStack, Card, Text } from '@shopify/polaris';

type Props = {
  readonly title: string;
  readonly about?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** A titled card, a landmark for screen readers. */
export const Section = ({ title, about, actions, children }: Props) => {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Card roundedAbove="xs">
        <BlockStack gap="400">
          <div className="section-head">
            <BlockStack gap="100">
              <Text as="h2" variant="headingMd" id={id}>
                {title}
              </Text>
              {about === undefined ? null : (
                <Text as="p" tone="subdued">
                  {about}
                </Text>
              )}
            </BlockStack>
            {actions}
          </div>
          {children}
        </BlockStack>
      </Card>
    </section>
  );
};
