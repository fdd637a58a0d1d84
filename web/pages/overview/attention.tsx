import { Icon, Link } from '@shopify/polaris';
import { AlertTriangleIcon, CheckCircleIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { useMe, type Me } from '../../api/me.ts';
import { Section } from '../../parts/section.tsx';
import { useReason } from '../../words/reason.ts';

type Matter = { readonly id: string; readonly text: string; readonly to: string; readonly action: string };

/** What keeps reminders from going out, and what waits for a person. */
export const Attention = () => {
  const { t } = useTranslation();
  const matters = useMatters(useMe());
  if (matters.length === 0)
    return (
      <p className="all-well">
        <span aria-hidden="true">
          <Icon source={CheckCircleIcon} tone="success" />
        </span>
        {t('attention.allWell')}
      </p>
    );
  return (
    <Section title={t('attention.title')}>
      <ul className="matters">
        {matters.map((matter) => (
          <li key={matter.id}>
            <span aria-hidden="true">
              <Icon source={AlertTriangleIcon} tone="caution" />
            </span>
            <span>{matter.text}</span>
            <Link url={matter.to}>{matter.action}</Link>
          </li>
        ))}
      </ul>
    </Section>
  );
};

/** What a WooCommerce shop lacks without the plugin is told in words of its own. */
const COMPANION = 'companion_plugin';

const useMatters = ({ store, health }: Me): readonly Matter[] => {
  const { t } = useTranslation();
  const reason = useReason();
  const limits = useLimits(health);
  const matter = (isSo: boolean, id: string, { text, to, action }: Omit<Matter, 'id'>): Matter[] =>
    isSo ? [{ id, text, to, action }] : [];
  return [
    ...matter(store.state !== 'active', 'store', {
      text: t('attention.storeInactive'),
      to: '/health',
      action: t('attention.toHealth'),
    }),
    ...matter(health.reconnect !== null, 'reconnect', {
      text: t('attention.reconnect'),
      to: '/health',
      action: t('attention.toHealth'),
    }),
    ...limits,
    ...matter(!health.senderComplete, 'sender', {
      text: t('attention.sender'),
      to: '/settings',
      action: t('attention.toSettings'),
    }),
    ...health.flowsOff
      .filter((kind) => kind !== 'reactivation')
      .map((kind) => ({
        id: `flow-${kind}`,
        text: t('attention.flowOff', { flow: t(`flows.${kind}.name`) }),
        to: '/automation',
        action: t('attention.toAutomation'),
      })),
    ...health.channelsDown.map((down) => ({
      id: `channel-${down.channel}`,
      text: t('attention.channelDown', {
        channel: t(`channels.${down.channel}`),
        reason: reason(down.reason),
      }),
      to: '/health',
      action: t('attention.toHealth'),
    })),
    ...matter(health.deadDeliveries > 0, 'deliveries', {
      text: t('attention.dead', { count: health.deadDeliveries }),
      to: '/health?state=dead',
      action: t('attention.toHealth'),
    }),
    ...matter(health.webhooksDisabled > 0, 'webhooks', {
      text: t('attention.webhooks', { count: health.webhooksDisabled }),
      to: '/settings',
      action: t('attention.toSettings'),
    }),
    ...matter(health.tasksDue > 0, 'tasks', {
      text: t('attention.tasks', { count: health.tasksDue }),
      to: '/tasks',
      action: t('attention.toTasks'),
    }),
  ];
};

/** What the platform keeps from us. */
const useLimits = ({ missingScopes }: Me['health']): readonly Matter[] => {
  const { t } = useTranslation();
  const scopes = missingScopes.filter((scope) => scope !== COMPANION);
  const texts = [
    ...(scopes.length < missingScopes.length ? [t('attention.companion')] : []),
    ...(scopes.length > 0 ? [t('attention.scopes', { scopes: scopes.join(', ') })] : []),
  ];
  return texts.map((text) => ({ id: text, text, to: '/health', action: t('attention.toHealth') }));
};
