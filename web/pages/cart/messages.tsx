import { useState } from 'react';
import { BlockStack, Button, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Cart } from '../../api/carts.ts';
import { Section } from '../../parts/section.tsx';
import { MessageStateBadge } from '../../parts/state-badge.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { useReason } from '../../words/reason.ts';
import { useWriting } from '../../words/writing.ts';
import { MessageWhy } from './message-why.tsx';

type Message = Cart['messages'][number];

/** Messages as they were sent, or why they were not. */
export const Messages = ({ messages }: { readonly messages: readonly Message[] }) => {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<string | null>(null);
  const columns = useColumns(setAsked);
  return (
    <Section title={t('messages.title')}>
      {messages.length === 0 ? (
        <Text as="p" tone="subdued">
          {t('messages.none')}
        </Text>
      ) : (
        <Table
          label={t('messages.title')}
          columns={columns}
          rows={messages}
          idOf={(message) => message.id}
          isInset
        />
      )}
      <MessageWhy id={asked} onClose={() => setAsked(null)} />
    </Section>
  );
};

const useColumns = (ask: (id: string) => void): Column<Message>[] => {
  const { t } = useTranslation();
  const writing = useWriting();
  return [
    {
      id: 'when',
      title: t('messages.when'),
      cell: (message) => writing.dateTime(message.sentAt ?? message.plannedAt),
    },
    {
      id: 'what',
      title: t('messages.what'),
      cell: (message) => (
        <BlockStack gap="050">
          <span>{message.flow === null ? t('messages.byHand') : t(`flows.${message.flow}.name`)}</span>
          <Text as="span" tone="subdued" variant="bodySm">
            {[message.channel === null ? null : t(`channels.${message.channel}`), message.to]
              .filter((part) => part !== null)
              .join(' · ')}
          </Text>
        </BlockStack>
      ),
    },
    { id: 'state', title: t('messages.state'), cell: (message) => <State message={message} /> },
    {
      id: 'why',
      title: t('messages.why'),
      hidesTitle: true,
      cell: (message) => <Why message={message} ask={ask} />,
    },
  ];
};

/** What a person wrote needs no reasons. */
const Why = ({ message, ask }: { readonly message: Message; readonly ask: (id: string) => void }) => {
  const { t } = useTranslation();
  const writing = useWriting();
  if (message.flow === null) return null;
  const what = t(`flows.${message.flow}.name`);
  const when = writing.dateTime(message.sentAt ?? message.plannedAt);
  return (
    <Button
      variant="plain"
      accessibilityLabel={t('messages.whyOf', { what, when })}
      onClick={() => ask(message.id)}
    >
      {t('messages.why')}
    </Button>
  );
};

const State = ({ message }: { readonly message: Message }) => {
  const reason = useReason();
  return (
    <BlockStack gap="050" inlineAlign="start">
      <MessageStateBadge state={message.state} />
      {message.reason === null ? null : (
        <Text as="span" tone="subdued" variant="bodySm">
          {reason(message.reason)}
        </Text>
      )}
    </BlockStack>
  );
};
