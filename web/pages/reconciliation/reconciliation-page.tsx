import { Banner, Button, Card } from '@shopify/polaris';
import { OrderIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import {
  useReport,
  useStartReconciliation,
  type Discrepancy,
  type Report,
} from '../../api/reconciliations.ts';
import { CursorPages, cursorOf } from '../../parts/cursor-pages.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { Mark } from '../../parts/mark.tsx';
import { useNotify } from '../../parts/notices.tsx';
import { Page } from '../../parts/page.tsx';
import { Section } from '../../parts/section.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { useWriting } from '../../words/writing.ts';
import { RunState } from './run-state.tsx';

/** One report: what was compared, what differed and why, and what became of it. */
export const ReconciliationPage = () => {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const report = useReport(id, cursorOf(search));
  return <Loaded query={report}>{(loaded) => <Shown report={loaded} />}</Loaded>;
};

const Shown = ({ report }: { readonly report: Report }) => {
  const { t } = useTranslation();
  const columns = useColumns();
  const isOpen = report.state !== 'running' && report.found > report.repaired;
  return (
    <Page
      title={t('reconciliation.report')}
      badges={<RunState state={report.state} />}
      back={{ to: '/reconciliation', label: t('reconciliation.back') }}
      actions={isOpen ? <Repair report={report} /> : undefined}
    >
      {report.reason === null ? null : (
        <Banner tone="critical">{t('reconciliation.failedWhy', { reason: report.reason })}</Banner>
      )}
      <Summary report={report} />
      <Card padding="0" roundedAbove="xs">
        {report.discrepancies.length === 0 ? (
          <Empty
            icon={OrderIcon}
            title={t('reconciliation.nothing')}
            text={t('reconciliation.nothingText')}
          />
        ) : (
          <Table
            label={t('reconciliation.all')}
            columns={columns}
            rows={report.discrepancies}
            idOf={(one) => `${one.kind} ${one.orderId} ${one.cartId ?? ''} ${one.reason}`}
          />
        )}
        <CursorPages next={report.next} label={t('reconciliation.findings')} />
      </Card>
    </Page>
  );
};

const Summary = ({ report }: { readonly report: Report }) => {
  const { t } = useTranslation();
  const writing = useWriting();
  const { orders, carts, from, to } = report;
  return (
    <Section title={t('reconciliation.summary')}>
      <Facts
        facts={[
          [
            t('reconciliation.period'),
            t('reconciliation.fromTo', { from: writing.dateTime(from), to: writing.dateTime(to) }),
          ],
          [
            t('reconciliation.read'),
            t('reconciliation.readCounts', { orders: writing.number(orders), carts: writing.number(carts) }),
          ],
          ...report.reasons.map(
            ({ reason, found, repaired }) =>
              [
                t(`reconciliation.reasons.${reason}`),
                `${writing.number(found)} · ${t('reconciliation.repaired')}: ${writing.number(repaired)}`,
              ] as const,
          ),
        ]}
      />
    </Section>
  );
};

const Repair = ({ report: { from, to } }: { readonly report: Report }) => {
  const { t } = useTranslation();
  const notify = useNotify();
  const navigate = useNavigate();
  const start = useStartReconciliation();
  const repair = (): void =>
    start.mutate(
      { from, to, repair: true },
      {
        onSuccess: ({ id }) => {
          notify(t('reconciliation.repairing'));
          void navigate(`/reconciliation/${id}`);
        },
        onError: (error) => notify(error.message, 'bad'),
      },
    );
  return (
    <Button variant="primary" onClick={repair} loading={start.isPending}>
      {t('reconciliation.repair')}
    </Button>
  );
};

const useColumns = (): Column<Discrepancy>[] => {
  const { t } = useTranslation();
  return [
    {
      id: 'thing',
      title: t('reconciliation.thing'),
      isLead: true,
      cell: ({ kind, orderId, cartId }) => {
        const id = kind === 'order' ? orderId : (cartId ?? '');
        return (
          <strong>{id === '' ? t('reconciliation.nameless') : t(`reconciliation.${kind}`, { id })}</strong>
        );
      },
    },
    { id: 'why', title: t('reconciliation.why'), cell: ({ text }) => text },
    {
      id: 'repaired',
      title: t('reconciliation.isRepaired'),
      cell: ({ repaired }) => (
        <Mark tone={repaired ? 'success' : undefined}>
          {repaired ? t('reconciliation.yes') : t('reconciliation.no')}
        </Mark>
      ),
    },
  ];
};
