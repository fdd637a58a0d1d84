import type { ReactNode } from 'react';
import { BlockStack, Button, Card, Select, Text } from '@shopify/polaris';
import { HeartIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { DELIVERY_STATES } from '../../../src/core/words/vocabulary.ts';
import { useDeliveries, useReplayDelivery, type Delivery } from '../../api/deliveries.ts';
import { useMe, type Me } from '../../api/me.ts';
import { CursorPages, cursorOf } from '../../parts/cursor-pages.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { useNotify } from '../../parts/notices.tsx';
import { useNow } from '../../parts/now.ts';
import { Page } from '../../parts/page.tsx';
import { Section } from '../../parts/section.tsx';
import { DeliveryStateBadge } from '../../parts/state-badge.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { useFilters } from '../../parts/use-filters.ts';
import { useReason } from '../../words/reason.ts';
import { useWriting } from '../../words/writing.ts';
import { Mark } from '../../parts/mark.tsx';

export const HealthPage = () => {
  const { t } = useTranslation();
  return (
    <Page title={t('health.title')} subtitle={t('health.about')}>
      <Signs />
      <Deliveries />
    </Page>
  );
};

/** Whether news comes in and messages go out. */
const Signs = () => {
  const { t } = useTranslation();
  const reason = useReason();
  const writing = useWriting();
  const now = useNow();
  const { store, health } = useMe();
  const standingFacts = useStandingFacts();
  const when = (instant: string | null): string =>
    instant === null ? t('health.never') : writing.ago(instant, now);
  return (
    <Section title={t('health.signs')}>
      <Facts
        facts={[
          [t('health.lastWebhook'), when(health.lastWebhookAt)],
          ...(store.platform === 'custom'
            ? []
            : [[t('health.ordersSeen'), when(health.ordersSeenUntil)] as const]),
          ...standingFacts,
          [
            t('health.channels'),
            health.channelsDown.length === 0 ? (
              <Mark tone="success">{t('health.channelsUp')}</Mark>
            ) : (
              <BlockStack gap="100" inlineAlign="start">
                {health.channelsDown.map((down) => (
                  <Mark key={down.channel} tone="critical">
                    {`${t(`channels.${down.channel}`)}: ${reason(down.reason)}`}
                  </Mark>
                ))}
              </BlockStack>
            ),
          ],
          [
            t('health.dead'),
            <Mark key="dead" tone={health.deadDeliveries === 0 ? 'success' : 'critical'}>
              {writing.number(health.deadDeliveries)}
            </Mark>,
          ],
          [
            t('health.forged'),
            <Mark key="forged" tone={health.forgedDeliveries === 0 ? 'success' : 'critical'}>
              {writing.number(health.forgedDeliveries)}
            </Mark>,
          ],
        ]}
      />
    </Section>
  );
};

/** How the store stands at its platform; nothing of it for a shop of one's own. */
const useStandingFacts = (): readonly (readonly [string, ReactNode])[] => {
  const { t } = useTranslation();
  const reason = useReason();
  const { store, health } = useMe();
  const { firstSync, webhooksFailing } = health;
  if (store.platform === 'custom') return [];
  return [
    ...(health.reconnect === null
      ? []
      : [[t('health.access'), <AccessEnded key="access" connectUrl={store.connectUrl} />] as const]),
    [
      t('health.registered'),
      webhooksFailing === null ? (
        t('health.registeredFine')
      ) : (
        <Mark key="registered" tone="critical">
          {reason(webhooksFailing)}
        </Mark>
      ),
    ],
    ...(firstSync === null
      ? []
      : [[t('health.firstSync'), <FirstSync key="sync" {...firstSync} />] as const]),
  ];
};

const AccessEnded = ({ connectUrl }: { readonly connectUrl: string | null }) => {
  const { t } = useTranslation();
  return (
    <BlockStack gap="100" inlineAlign="start">
      <Mark tone="critical">{t('health.accessEnded')}</Mark>
      {connectUrl === null ? null : <a href={connectUrl}>{t('health.connectAgain')}</a>}
    </BlockStack>
  );
};

const FirstSync = ({ state, orders, carts, reason }: NonNullable<Me['health']['firstSync']>) => {
  const { t } = useTranslation();
  const inWords = useReason();
  const writing = useWriting();
  const counts = { orders: writing.number(orders), carts: writing.number(carts) };
  if (state === 'done') return t('health.syncDone', counts);
  if (state === 'waiting') return t('health.syncWaiting', { reason: inWords(reason ?? '') });
  return t('health.syncRunning', counts);
};

const Deliveries = () => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const filters = useFilters();
  const state = DELIVERY_STATES.find((one) => one === search.get('state'));
  const deliveries = useDeliveries({ state, cursor: cursorOf(search) });
  const columns = useColumns();
  return (
    <section aria-labelledby="deliveries">
      <Card padding="0" roundedAbove="xs">
        <div className="list-head">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd" id="deliveries">
              {t('health.deliveries')}
            </Text>
            <Text as="p" tone="subdued">
              {t('health.deliveriesAbout')}
            </Text>
          </BlockStack>
          <Select
            label={t('filters.state')}
            labelHidden
            value={state ?? ''}
            options={[
              { value: '', label: t('filters.anyState') },
              ...DELIVERY_STATES.map((value) => ({ value, label: t(`deliveryStates.${value}`) })),
            ]}
            onChange={(value) => filters.set({ state: value })}
          />
        </div>
        <Loaded query={deliveries}>
          {({ items, next }) => (
            <>
              {items.length === 0 ? (
                <Empty icon={HeartIcon} title={t('health.none')} text={t('health.noneText')} />
              ) : (
                <Table label={t('health.deliveries')} columns={columns} rows={items} idOf={(one) => one.id} />
              )}
              <CursorPages next={next} label={t('health.pages')} />
            </>
          )}
        </Loaded>
      </Card>
    </section>
  );
};

const useColumns = (): Column<Delivery>[] => {
  const { t } = useTranslation();
  const writing = useWriting();
  const reason = useReason();
  return [
    {
      id: 'topic',
      title: t('health.topic'),
      isLead: true,
      cell: ({ topic }) => <code className="topic">{topic}</code>,
    },
    { id: 'at', title: t('health.receivedAt'), cell: ({ receivedAt }) => writing.dateTime(receivedAt) },
    { id: 'platform', title: t('health.platform'), cell: ({ platform }) => t(`platforms.${platform}`) },
    { id: 'state', title: t('messages.state'), cell: ({ state }) => <DeliveryStateBadge state={state} /> },
    {
      id: 'reason',
      title: t('health.reason'),
      cell: (delivery) => (delivery.reason === null ? '–' : reason(delivery.reason)),
    },
    {
      id: 'replay',
      title: t('carts.columns.actions'),
      hidesTitle: true,
      cell: (delivery) => (delivery.state === 'dead' ? <Replay delivery={delivery} /> : null),
    },
  ];
};

const Replay = ({ delivery }: { readonly delivery: Delivery }) => {
  const { t } = useTranslation();
  const notify = useNotify();
  const replay = useReplayDelivery();
  const start = (): void =>
    replay.mutate(delivery.id, {
      onSuccess: () => notify(t('health.replayed')),
      onError: (error) => notify(error.message, 'bad'),
    });
  return (
    <Button
      onClick={start}
      loading={replay.isPending}
      accessibilityLabel={t('health.replayOne', { topic: delivery.topic })}
    >
      {t('health.replay')}
    </Button>
  );
};
