import { BlockStack, Button } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useExplanation, type Cart } from '../../api/carts.ts';
import { useTrustShopper } from '../../api/shoppers.ts';
import { Checks, type Check } from '../../parts/checks.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { useNotify } from '../../parts/notices.tsx';
import { Section } from '../../parts/section.tsx';
import { Verdict } from '../../parts/verdict.tsx';

/** What happens next to the cart, and every check that led to it. */
export const Decision = ({ cart }: { readonly cart: Cart }) => {
  const { t } = useTranslation();
  return (
    <Section title={t('decision.title')}>
      <Loaded query={useExplanation(cart.id)}>
        {(explanation) => (
          <BlockStack gap="300">
            <Verdict {...explanation} />
            {explanation.checks.some(isSuspicion) ? <Trust cart={cart} /> : null}
            <Checks checks={explanation.checks} />
          </BlockStack>
        )}
      </Loaded>
    </Section>
  );
};

/** What is taken for a program may be a person after all: somebody who knows says so. */
const Trust = ({ cart }: { readonly cart: Cart }) => {
  const { t } = useTranslation();
  const notify = useNotify();
  const trust = useTrustShopper({ cartId: cart.id, shopperId: cart.shopper.id ?? '' });
  const say = (): void =>
    trust.mutate(undefined, {
      onSuccess: () => notify(t('decision.trusted')),
      onError: (error) => notify(error.message, 'bad'),
    });
  return (
    <div>
      <Button onClick={say} loading={trust.isPending}>
        {t('decision.trust')}
      </Button>
    </div>
  );
};

const isSuspicion = ({ code, passed, facts }: Check): boolean =>
  code === 'excluded' && !passed && (facts['by'] === 'disposable_domain' || facts['by'] === 'burst');
