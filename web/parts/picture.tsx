import { useState } from 'react';
import { Icon } from '@shopify/polaris';
import { ImageIcon } from '@shopify/polaris-icons';

/** A product's picture, beside its name and therefore silent; a plain square where there is none or it does not come. */
export const Picture = ({ url }: { readonly url: string | null }) => {
  const [failed, setFailed] = useState<string | null>(null);
  return (
    <span className="picture" aria-hidden="true">
      {url === null || url === failed ? (
        <Icon source={ImageIcon} tone="subdued" />
      ) : (
        <img src={url} alt="" loading="lazy" referrerPolicy="no-referrer" onError={() => setFailed(url)} />
      )}
    </span>
  );
};
