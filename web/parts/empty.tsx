import type { FunctionComponent, ReactNode, SVGProps } from 'react';
import { Icon, Text } from '@shopify/polaris';

type Props = {
  readonly icon: FunctionComponent<SVGProps<SVGSVGElement>>;
  readonly title: string;
  readonly text: string;
  readonly action?: ReactNode;
};

/** Nothing here, why that is, and what comes next. */
export const Empty = ({ icon, title, text, action }: Props) => (
  <div className="empty">
    <span className="empty-icon" aria-hidden="true">
      <Icon source={icon} />
    </span>
    <Text as="p" variant="headingMd">
      {title}
    </Text>
    <Text as="p" tone="subdued">
      {text}
    </Text>
    {action}
  </div>
);
