import { useId, useState } from 'react';
import { BlockStack, Button, Collapsible, Icon } from '@shopify/polaris';
import { CheckCircleIcon, XCircleIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import type { Explanation } from '../api/carts.ts';

export type Check = Explanation['checks'][number];

/** The failed ones at once, the whole list on demand. */
export const Checks = ({ checks }: { readonly checks: readonly Check[] }) => {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  if (checks.length === 0) return null;
  return (
    <BlockStack gap="200">
      {isOpen ? null : <CheckList checks={checks.filter((check) => !check.passed)} />}
      <div>
        <Button
          variant="plain"
          disclosure={isOpen ? 'up' : 'down'}
          ariaExpanded={isOpen}
          ariaControls={id}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? t('decision.hideChecks') : t('decision.showChecks', { count: checks.length })}
        </Button>
      </div>
      <Collapsible id={id} open={isOpen}>
        <CheckList checks={checks} />
      </Collapsible>
    </BlockStack>
  );
};

export const CheckList = ({ checks }: { readonly checks: readonly Check[] }) => {
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
