import { BlockStack, Text } from '@shopify/polaris';
import type { Campaign } from '../../api/campaigns.ts';
import { Facts } from '../../parts/facts.tsx';
import { useReason } from '../../words/reason.ts';
import { useWriting } from '../../words/writing.ts';

type Props = { readonly title: string; readonly reasons: Campaign['results']['excluded'] };

/** How many, by why. */
export const Reasons = ({ title, reasons }: Props) => {
  const writing = useWriting();
  const reason = useReason();
  if (reasons.length === 0) return null;
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <Facts facts={reasons.map((one) => [reason(one.reason), writing.number(one.count)] as const)} />
    </BlockStack>
  );
};
