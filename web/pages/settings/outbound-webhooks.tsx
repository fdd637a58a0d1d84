import { useState } from 'react';
import {
  Banner,
  BlockStack,
  Button,
  ChoiceList,
  FormLayout,
  InlineStack,
  Text,
  TextField,
} from '@shopify/polaris';
import { DeleteIcon, PlusIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { OUTBOUND_EVENTS } from '../../../src/core/words/vocabulary.ts';
import {
  useAddWebhook,
  useOutboundWebhooks,
  useRemoveWebhook,
  type NewWebhook,
  type OutboundWebhook,
} from '../../api/outbound-webhooks.ts';
import { errorAt } from '../../api/problem.ts';
import { Loaded } from '../../parts/loading.tsx';
import { Mark } from '../../parts/mark.tsx';
import { Section } from '../../parts/section.tsx';
import { useWriting } from '../../words/writing.ts';

const WORDS = {
  'cart.abandoned': 'cart_abandoned',
  'cart.recovered': 'cart_recovered',
  'message.due': 'message_due',
} as const;

/** Programs of the shop's own that are told of events; kept at once, not with the other settings. */
export const OutboundWebhooks = () => {
  const { t } = useTranslation();
  const webhooks = useOutboundWebhooks();
  return (
    <Section title={t('webhooks.title')} about={t('webhooks.about')}>
      <BlockStack gap="400">
        <Loaded query={webhooks}>
          {(items) => (
            <BlockStack gap="300">
              {items.map((webhook) => (
                <Webhook key={webhook.id} webhook={webhook} />
              ))}
            </BlockStack>
          )}
        </Loaded>
        <AddWebhook />
      </BlockStack>
    </Section>
  );
};

const Webhook = ({ webhook }: { readonly webhook: OutboundWebhook }) => {
  const { t } = useTranslation();
  const remove = useRemoveWebhook();
  const writeState = useWriteState();
  const { id, url, events, calls } = webhook;
  return (
    <div className="webhook">
      <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
        <Text as="h3" variant="headingSm" breakWord>
          {url}
        </Text>
        <Button
          icon={DeleteIcon}
          variant="tertiary"
          loading={remove.isPending}
          accessibilityLabel={t('webhooks.remove', { url })}
          onClick={() => remove.mutate(id)}
        />
      </InlineStack>
      <InlineStack gap="100">
        <Mark tone={toneOf(webhook)}>{writeState(webhook)}</Mark>
        {events.map((event) => (
          <Mark key={event}>{t(`webhooks.events.${WORDS[event]}`)}</Mark>
        ))}
      </InlineStack>
      {calls.length === 0 ? (
        <Text as="p" tone="subdued">
          {t('webhooks.noCalls')}
        </Text>
      ) : (
        <Calls calls={calls} />
      )}
    </div>
  );
};

const useWriteState = () => {
  const { t } = useTranslation();
  return ({ state, failingSince, reason }: OutboundWebhook): string => {
    if (state === 'disabled') return `${t('webhooks.disabled')}${reason === null ? '' : `: ${reason}`}`;
    return t(failingSince === null ? 'webhooks.works' : 'webhooks.failing');
  };
};

const toneOf = ({ state, failingSince }: OutboundWebhook) => {
  if (state === 'disabled') return 'critical';
  return failingSince === null ? 'success' : 'warning';
};

const SHOWN = 5;

const Calls = ({ calls }: Pick<OutboundWebhook, 'calls'>) => {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <ul className="webhook-calls">
      {calls.slice(0, SHOWN).map((call) => (
        <li key={call.id}>
          <Text as="span" tone="subdued">
            {writing.dateTime(call.at)} · {t(`webhooks.events.${WORDS[call.event]}`)} ·{' '}
            {t(`webhooks.states.${call.state}`)}
            {call.reason === null ? '' : ` (${call.reason})`}
          </Text>
        </li>
      ))}
    </ul>
  );
};

const AddWebhook = () => {
  const { t } = useTranslation();
  const add = useAddWebhook();
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<string[]>([...OUTBOUND_EVENTS]);
  const submit = (): void =>
    add.mutate({ url: url.trim(), events: events as NewWebhook['events'] }, { onSuccess: () => setUrl('') });
  return (
    <FormLayout>
      {add.data === undefined ? null : (
        <Banner tone="success" title={t('webhooks.added')}>
          <p>{t('webhooks.secretOnce')}</p>
          <p>
            <code className="secret">{add.data.secret}</code>
          </p>
        </Banner>
      )}
      <TextField
        label={t('webhooks.url')}
        type="url"
        placeholder="https://"
        value={url}
        autoComplete="off"
        error={errorAt(add.error, 'url')}
        onChange={setUrl}
      />
      <ChoiceList
        allowMultiple
        title={t('webhooks.tells')}
        selected={events}
        choices={OUTBOUND_EVENTS.map((event) => ({
          value: event,
          label: t(`webhooks.events.${WORDS[event]}`),
        }))}
        onChange={setEvents}
      />
      <div>
        <Button
          icon={PlusIcon}
          disabled={url.trim() === '' || events.length === 0}
          loading={add.isPending}
          onClick={submit}
        >
          {t('webhooks.add')}
        </Button>
      </div>
    </FormLayout>
  );
};
