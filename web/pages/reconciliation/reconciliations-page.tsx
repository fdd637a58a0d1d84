import { Card } from '@shopify/polaris';
import { OrderIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useReconciliations, type ReconciliationItem } from '../../api/reconciliations.ts';
import { CursorPages, cursorOf } from '../../parts/cursor-pages.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { RouterLink } from '../../parts/router-link.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { useWriting } from '../../words/writing.ts';
import { RunNow } from './run-now.tsx';
import { RunState } from './run-state.tsx';

export const ReconciliationsPage = () => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const runs = useReconciliations(cursorOf(search));
  const columns = useColumns();
  return (
    <Page title={t('reconciliation.title')} subtitle={t('reconciliation.about')}>
      <RunNow />
      <Card padding="0" roundedAbove="xs">
        <Loaded query={runs}>
          {({ items, next }) => (
            <>
              {items.length === 0 ? (
                <Empty
                  icon={OrderIcon}
                  title={t('reconciliation.none')}
                  text={t('reconciliation.noneText')}
                />
              ) : (
                <Table
                  label={t('reconciliation.runs')}
                  columns={columns}
                  rows={items}
                  idOf={(one) => one.id}
                />
              )}
              <CursorPages next={next} label={t('reconciliation.pages')} />
            </>
          )}
        </Loaded>
      </Card>
    </Page>
  );
};

const useColumns = (): Column<ReconciliationItem>[] => {
  const { t } = useTranslation();
  const writing = useWriting();
  return [
    {
      id: 'started',
      title: t('reconciliation.startedAt'),
      isLead: true,
      cell: ({ id, startedAt }) => (
        <RouterLink url={`/reconciliation/${id}`}>{writing.dateTime(startedAt)}</RouterLink>
      ),
    },
    {
      id: 'period',
      title: t('reconciliation.period'),
      cell: ({ from, to }) =>
        t('reconciliation.fromTo', { from: writing.dateTime(from), to: writing.dateTime(to) }),
    },
    {
      id: 'origin',
      title: t('reconciliation.origin'),
      cell: ({ origin }) => t(`reconciliation.origins.${origin}`),
    },
    {
      id: 'state',
      title: t('reconciliation.state'),
      cell: ({ state }) => <RunState state={state} />,
    },
    {
      id: 'found',
      title: t('reconciliation.found'),
      isNumber: true,
      cell: ({ found }) => writing.number(found),
    },
    {
      id: 'repaired',
      title: t('reconciliation.repaired'),
      isNumber: true,
      cell: ({ repaired }) => writing.number(repaired),
    },
  ];
};
