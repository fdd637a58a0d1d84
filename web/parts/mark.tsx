import { Badge, type BadgeProps } from '@shopify/polaris';

type Props = {
  readonly tone?: 'success' | 'info' | 'attention' | 'warning' | 'critical' | undefined;
  readonly size?: 'small';
  readonly children: string;
};

/** A badge that says its word and nothing else: Polaris would have a screen reader add the name of the colour. */
export const Mark = ({ tone, size, children }: Props) => {
  const look: Pick<BadgeProps, 'tone' | 'size'> = {
    ...(tone === undefined ? {} : { tone }),
    ...(size === undefined ? {} : { size }),
  };
  return (
    <Badge {...look} toneAndProgressLabelOverride=" ">
      {children}
    </Badge>
  );
};
