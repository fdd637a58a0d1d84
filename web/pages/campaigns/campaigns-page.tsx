import { Button, Card } from '@shopify/polaris';
import { MegaphoneIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useCampaigns, type Campaign } from '../../api/campaigns.ts';
import { CursorPages, cursorOf } from '../../parts/cursor-pages.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { useWriting } from '../../words/writing.ts';
import { CampaignMark } from './campaign-mark.tsx';

export const CampaignsPage = () => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const campaigns = useCampaigns(cursorOf(search));
  const begin = (
    <Button variant="primary" url="/campaigns/new">
      {t('campaigns.new')}
    </Button>
  );
  return (
    <Page title={t('campaigns.title')} subtitle={t('campaigns.about')} actions={begin}>
      <Card padding="0" roundedAbove="xs">
        <Loaded query={campaigns}>
          {({ items, next }) => (
            <>
              {items.length === 0 ? (
                <Empty icon={MegaphoneIcon} title={t('campaigns.none')} text={t('campaigns.noneText')} />
              ) : (
                <CampaignTable campaigns={items} />
              )}
              <CursorPages next={next} label={t('campaigns.pages')} />
            </>
          )}
        </Loaded>
      </Card>
    </Page>
  );
};

const CampaignTable = ({ campaigns }: { readonly campaigns: readonly Campaign[] }) => {
  const { t } = useTranslation();
  const writing = useWriting();
  const count = (id: 'recipients' | 'sent' | 'clicked' | 'recovered'): Column<Campaign> => ({
    id,
    title: t(`campaigns.${id}`),
    isNumber: true,
    cell: ({ results }) => writing.number(results[id]),
  });
  const columns: readonly Column<Campaign>[] = [
    {
      id: 'name',
      title: t('campaigns.name'),
      isLead: true,
      cell: (one) => (
        <Link className="row-link" to={`/campaigns/${one.id}`}>
          {nameOf(one, writing.day(one.createdAt))}
        </Link>
      ),
    },
    { id: 'state', title: t('campaigns.state'), cell: ({ state }) => <CampaignMark state={state} /> },
    { id: 'begun', title: t('campaigns.begun'), cell: ({ createdAt }) => writing.dateTime(createdAt) },
    count('recipients'),
    count('sent'),
    count('clicked'),
    count('recovered'),
    {
      id: 'revenue',
      title: t('campaigns.revenue'),
      isNumber: true,
      cell: ({ results }) => results.revenue.map(writing.money).join(' + ') || '–',
    },
  ];
  return <Table label={t('campaigns.title')} columns={columns} rows={campaigns} idOf={({ id }) => id} />;
};

/** One without a name goes by its day. */
export const nameOf = ({ name }: Pick<Campaign, 'name'>, day: string): string => (name === '' ? day : name);
