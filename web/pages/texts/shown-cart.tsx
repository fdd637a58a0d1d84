import { useState, type ReactNode } from 'react';
import { Select } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useCarts } from '../../api/carts.ts';

const SAMPLE = 'sample';

type ShownCart = {
  /** False until it is known which carts there are. */
  readonly isKnown: boolean;
  /** Undefined for the sample. */
  readonly cartId: string | undefined;
  readonly choice: ReactNode;
};

/** The cart a preview is made for: the latest one until another, or the sample, is chosen. */
export const useShownCart = (): ShownCart => {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const latest = useCarts({ limit: '10' });
  const carts = latest.data?.items.filter((cart) => cart.lines.length > 0) ?? [];
  const shown = chosen ?? carts[0]?.id ?? SAMPLE;
  const options = carts.map((cart) => ({
    value: cart.id,
    label: [cart.shopper.name ?? cart.shopper.email ?? t('cart.anonymous'), cart.lines[0]?.title].join(' · '),
  }));
  return {
    isKnown: !latest.isPending,
    cartId: shown === SAMPLE ? undefined : shown,
    choice:
      carts.length === 0 ? null : (
        <Select
          label={t('texts.shownFor')}
          value={shown}
          options={[...options, { value: SAMPLE, label: t('texts.sampleCart') }]}
          onChange={setChosen}
        />
      ),
  };
};
