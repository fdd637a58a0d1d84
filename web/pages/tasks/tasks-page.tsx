import { useState } from 'react';
import { Button, Card, Modal, Select } from '@shopify/polaris';
import { ClipboardChecklistIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useTasks, type Tasks } from '../../api/contacts.ts';
import { useMe } from '../../api/me.ts';
import { ContactForm } from '../../parts/contact-form.tsx';
import { CursorPages, cursorOf } from '../../parts/cursor-pages.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { useNow } from '../../parts/now.ts';
import { Page } from '../../parts/page.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { useFilters } from '../../parts/use-filters.ts';
import { addDays, dayIn, startOfDay } from '../../words/store-day.ts';
import { useWriting } from '../../words/writing.ts';

type Task = Tasks['items'][number];
const WEEK_DAYS = 7;

export const TasksPage = () => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const { store } = useMe();
  const filters = useFilters();
  const today = dayIn(useNow(), store.timeZone);
  const isWeek = filters.get('until') === 'week';
  const dueBefore = isWeek ? startOfDay(addDays(today, WEEK_DAYS), store.timeZone) : undefined;
  const tasks = useTasks(dueBefore, cursorOf(search));
  return (
    <Page
      title={t('tasks.title')}
      subtitle={t('tasks.about')}
      actions={
        <Select
          label={t('tasks.show')}
          labelHidden
          value={isWeek ? 'week' : ''}
          options={[
            { value: '', label: t('tasks.dueNow') },
            { value: 'week', label: t('tasks.nextWeek') },
          ]}
          onChange={(until) => filters.set({ until })}
        />
      }
    >
      <Card padding="0" roundedAbove="xs">
        <Loaded query={tasks}>
          {({ items, next }) => (
            <>
              {items.length === 0 ? <NoTasks /> : <TaskTable tasks={items} />}
              <CursorPages next={next} label={t('tasks.pages')} />
            </>
          )}
        </Loaded>
      </Card>
    </Page>
  );
};

const NoTasks = () => {
  const { t } = useTranslation();
  return <Empty icon={ClipboardChecklistIcon} title={t('tasks.none')} text={t('tasks.noneText')} />;
};

const TaskTable = ({ tasks }: { readonly tasks: readonly Task[] }) => {
  const { t } = useTranslation();
  const [logging, setLogging] = useState<Task | null>(null);
  const columns = useColumns(setLogging);
  const done = (): void => setLogging(null);
  return (
    <>
      <Table label={t('tasks.title')} columns={columns} rows={tasks} idOf={(task) => task.id} />
      <Modal open={logging !== null} title={t('contact.title')} onClose={done}>
        <Modal.Section>
          {logging === null ? null : <ContactForm cartId={logging.cartId} onDone={done} />}
        </Modal.Section>
      </Modal>
    </>
  );
};

const useColumns = (log: (task: Task) => void): Column<Task>[] => {
  const { t } = useTranslation();
  const writing = useWriting();
  const now = useNow();
  return [
    {
      id: 'shopper',
      title: t('carts.columns.shopper'),
      isLead: true,
      cell: ({ cartId, shopper }) => (
        <Link className="row-link" to={`/carts/${cartId}`}>
          {shopper.name ?? shopper.email ?? t('cart.anonymous')}
        </Link>
      ),
    },
    {
      id: 'phone',
      title: t('shopper.phone'),
      cell: ({ shopper }) => <span className="phone">{shopper.phone ?? '–'}</span>,
    },
    {
      id: 'notes',
      title: t('contact.notes'),
      cell: (task) => <span className="notes">{task.notes || '–'}</span>,
    },
    {
      id: 'due',
      title: t('tasks.due'),
      cell: (task) => <span title={writing.dateTime(task.dueAt)}>{writing.ago(task.dueAt, now)}</span>,
    },
    {
      id: 'total',
      title: t('carts.columns.total'),
      isNumber: true,
      cell: ({ total }) => (total === null ? '–' : <strong>{writing.money(total)}</strong>),
    },
    {
      id: 'log',
      title: t('carts.columns.actions'),
      hidesTitle: true,
      cell: (task) => <Button onClick={() => log(task)}>{t('actions.logContact')}</Button>,
    },
  ];
};
