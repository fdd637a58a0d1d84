import type { ComponentProps } from 'react';
import type { AppProvider } from '@shopify/polaris';
import { Link } from 'react-router';

type LinkLike = NonNullable<ComponentProps<typeof AppProvider>['linkComponent']>;
type Props = ComponentProps<LinkLike>;

/** Links of the components stay inside the admin; everything with a scheme, and the API's files, leave it. */
export const RouterLink = ({ children, url, external, target, download, ref: _ref, ...rest }: Props) => {
  const leaves = external === true || Boolean(download) || !url.startsWith('/') || url.startsWith('/api/');
  if (!leaves) {
    return (
      <Link to={url} {...rest}>
        {children}
      </Link>
    );
  }
  const opensApart = external === true || target === '_blank';
  return (
    <a
      href={url}
      download={download}
      target={opensApart ? '_blank' : target}
      rel={opensApart ? 'noopener noreferrer' : undefined}
      {...rest}
    >
      {children}
    </a>
  );
};
