import { useState } from 'react';
import { BlockStack, Button, Collapsible, Icon, Text } from '@shopify/polaris';
import { CheckCircleIcon, XCircleIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { useExplanation, type Cart, type Explanation } from '../../api/carts.ts';
import { useTrustShopper } from '../../api/shoppers.ts';
import { Loaded } from '../../parts/loading.tsx';
import { useNotify } from '../../parts/notices.tsx';
import { Section } from '../../parts/section.tsx';
import { useReason } from '../../words/reason.ts';
import { useWriting } from '../../words/writing.ts';

/** What happens next to the cart, and every check that led to it. */
export const Decision = ({ cart }: { readonly cart: Cart }) => {
  const { t } = useTranslation();
  return (
    <Section title={t('decision.title')}>
      <Loaded query={useExplanation(cart.id)}>
        {(explanation) => (
          <BlockStack gap="300">
            <Verdict explanation={explanation} />
            {explanation.checks.some(isSuspicion) ? <Trust cart={cart} /> : null}
            <Checks checks={explanation.checks} />
          </BlockStack>
        )}
      </Loaded>
    </Section>
  );
};

const Verdict = ({ explanation }: { readonly explanation: Explanation }) => {
  const { t, i18n } = useTranslation();
  const writing = useWriting();
  const reason = useReason();
  const { decision, next, otherwise } = explanation;
  const key = `decision.actions.${decision.action}`;
  return (
    <BlockStack gap="100">
      <Text as="p" variant="headingSm">
        {i18n.exists(key) ? t(key as 'decision.actions.send') : decision.action}
        {decision.reason === null ? '' : `: ${reason(decision.reason)}`}
      </Text>
      {otherwise === null ? null : <Text as="p">{otherwise}</Text>}
      {decision.until === null ? null : (
        <Text as="p">{t('decision.until', { when: writing.dateTime(decision.until) })}</Text>
      )}
      {next === null ? null : (
        <Text as="p">
          {t('decision.next', { flow: t(`flows.${explanation.flow}.name`), when: writing.dateTime(next.at) })}
        </Text>
      )}
    </BlockStack>
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

type Check = Explanation['checks'][number];

/** The failed ones at once, the whole list on demand. */
const Checks = ({ checks }: { readonly checks: readonly Check[] }) => {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  if (checks.length === 0) return null;
  const failed = checks.filter((check) => !check.passed);
  return (
    <BlockStack gap="200">
      {isOpen ? null : <CheckList checks={failed} />}
      <div>
        <Button
          variant="plain"
          disclosure={isOpen ? 'up' : 'down'}
          ariaExpanded={isOpen}
          ariaControls="checks"
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? t('decision.hideChecks') : t('decision.showChecks', { count: checks.length })}
        </Button>
      </div>
      <Collapsible id="checks" open={isOpen}>
        <CheckList checks={checks} />
      </Collapsible>
    </BlockStack>
  );
};

const CheckList = ({ checks }: { readonly checks: readonly Check[] }) => {
  const { t } = useTranslation();
  if (checks.length === 0) return null;
  return (
    <ul className="checks">
      {checks.map((check) => (
        <li key={check.code} data-passed={check.passed}>
          <span>
            <Icon
              source={check.passed ? CheckCircleIcon : XCircleIcon}
              tone={check.passed ? 'success' : 'critical'}
              accessibilityLabel={check.passed ? t('decision.passed') : t('decision.failed')}
            />
          </span>
          <span>{check.text}</span>
        </li>
      ))}
    </ul>
  );
};
