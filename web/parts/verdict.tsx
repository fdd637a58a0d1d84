import { BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Explanation } from '../api/carts.ts';
import { useReason } from '../words/reason.ts';
import { useWriting } from '../words/writing.ts';

type Props = Pick<Explanation, 'decision' | 'next' | 'otherwise'> & {
  /** Of whom the next message would be; null where that is plain. */
  readonly flow: Explanation['flow'] | null;
};

/** What was decided, what would have changed it, and what comes next. */
export const Verdict = ({ decision, next, otherwise, flow }: Props) => {
  const { t, i18n } = useTranslation();
  const writing = useWriting();
  const reason = useReason();
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
      {next === null || flow === null ? null : (
        <Text as="p">
          {t('decision.next', { flow: t(`flows.${flow}.name`), when: writing.dateTime(next.at) })}
        </Text>
      )}
    </BlockStack>
  );
};
