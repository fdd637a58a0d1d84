import { BlockStack, Modal, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useExplainedMessage, type ExplainedMessage } from '../../api/carts.ts';
import { Checks } from '../../parts/checks.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { MessageStateBadge } from '../../parts/state-badge.tsx';
import { Verdict } from '../../parts/verdict.tsx';

type Props = { readonly id: string | null; readonly onClose: () => void };

/** Why a message went, waits or did not go, and what would have changed that. */
export const MessageWhy = ({ id, onClose }: Props) => {
  const { t } = useTranslation();
  const explained = useExplainedMessage(id);
  return (
    <Modal open={id !== null} title={t('messages.whyTitle')} onClose={onClose}>
      <Modal.Section>
        <Loaded query={explained}>{(told) => <Told told={told} />}</Loaded>
      </Modal.Section>
    </Modal>
  );
};

const WENT = ['accepted', 'delivered', 'read'];

const Told = ({ told }: { readonly told: ExplainedMessage }) => {
  const { t } = useTranslation();
  const { message, text, otherwise, offer, outlook } = told;
  const went = text === null && WENT.includes(message.state) ? t('messages.allowed') : null;
  // Where the checks of this moment say it too, once is enough.
  const isSaidBelow = outlook?.checks.some((check) => check.text === text) ?? false;
  const lines = [isSaidBelow ? null : (text ?? went), otherwise, offer?.text ?? null].filter(
    (line) => line !== null,
  );
  return (
    <BlockStack gap="300">
      <div>
        <MessageStateBadge state={message.state} />
      </div>
      {lines.map((line) => (
        <Text key={line} as="p">
          {line}
        </Text>
      ))}
      {outlook === null ? null : (
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {t('messages.now')}
          </Text>
          <Verdict
            {...outlook}
            otherwise={outlook.otherwise === otherwise ? null : outlook.otherwise}
            flow={null}
          />
          <Checks checks={outlook.checks} />
        </BlockStack>
      )}
    </BlockStack>
  );
};
