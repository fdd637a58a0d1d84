import { Button } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useCampaign, useChangeCampaign, type Campaign } from '../../api/campaigns.ts';
import { problemOf } from '../../api/problem.ts';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { useNotify } from '../../parts/notices.tsx';
import { Page } from '../../parts/page.tsx';
import { Section } from '../../parts/section.tsx';
import { useWriting } from '../../words/writing.ts';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { CampaignMark } from './campaign-mark.tsx';
import { nameOf } from './campaigns-page.tsx';
import { Reasons } from './reasons.tsx';

export const CampaignPage = () => {
  const { id = '' } = useParams();
  const campaign = useCampaign(id);
  if (problemOf(campaign.error)?.status === 404) return <NotFoundPage />;
  return <Loaded query={campaign}>{(known) => <Shown campaign={known} />}</Loaded>;
};

type Props = { readonly campaign: Campaign };

const Shown = ({ campaign }: Props) => {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <Page
      title={nameOf(campaign, writing.day(campaign.createdAt))}
      badges={<CampaignMark state={campaign.state} />}
      back={{ to: '/campaigns', label: t('campaigns.title') }}
      actions={<Actions campaign={campaign} />}
    >
      <Results campaign={campaign} />
      <AudienceCard campaign={campaign} />
    </Page>
  );
};

const Actions = ({ campaign }: Props) => {
  const { t } = useTranslation();
  const notify = useNotify();
  const change = useChangeCampaign(campaign.id);
  const act = (step: 'pause' | 'resume' | 'cancel') => (): void =>
    change.mutate(step, { onError: (error) => notify(error.message, 'bad') });
  if (campaign.state === 'done' || campaign.state === 'cancelled') return null;
  const other = campaign.state === 'running' ? 'pause' : 'resume';
  return (
    <>
      <Button onClick={act(other)} loading={change.isPending}>
        {t(`campaigns.actions.${other}`)}
      </Button>
      <Button tone="critical" onClick={act('cancel')} disabled={change.isPending}>
        {t('campaigns.actions.cancel')}
      </Button>
    </>
  );
};

const COUNTS = [
  'recipients',
  'waiting',
  'planned',
  'sent',
  'delivered',
  'failed',
  'uncertain',
  'clicked',
  'recovered',
  'assisted',
] as const;

const Results = ({ campaign: { results } }: Props) => {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <Section title={t('campaigns.results')} about={t('campaigns.resultsAbout')}>
      <Facts
        facts={[
          ...COUNTS.map((name) => [t(`campaigns.${name}`), writing.number(results[name])] as const),
          [t('campaigns.revenue'), results.revenue.map(writing.money).join(' + ') || '–'] as const,
        ]}
      />
      <Reasons title={t('campaigns.waitsFor')} reasons={results.waitsFor} />
      <Reasons title={t('campaigns.excluded')} reasons={results.excluded} />
    </Section>
  );
};

const AudienceCard = ({ campaign }: Props) => {
  const { t } = useTranslation();
  const writing = useWriting();
  const { audience, offer } = campaign;
  const offerText =
    offer === null
      ? ''
      : [t(`offer.types.${offer.type}`), offer.value ?? offer.code ?? offer.text].filter(Boolean).join(': ');
  const day = (at: string | null): string => (at === null ? t('filters.periods.any') : writing.dateTime(at));
  const who = { true: 'registered', false: 'guest', null: 'everybody' } as const;
  return (
    <Section title={t('campaigns.audience')}>
      <Facts
        facts={[
          [t('campaigns.fields.from'), day(audience.abandonedFrom)],
          [t('campaigns.until'), day(audience.abandonedTo)],
          [t('filters.who'), t(`filters.${who[`${audience.registered ?? 'null'}`]}`)],
          [t('campaigns.fields.minAbandoned'), writing.number(audience.minAbandoned)],
          [t('campaigns.fields.product'), audience.product ?? '–'],
          [
            t('campaigns.fields.country'),
            audience.country === null ? '–' : writing.country(audience.country),
          ],
          [t('campaigns.fields.rate'), writing.number(campaign.rate)],
          [t('offer.type'), offer === null ? t('offer.none') : offerText],
        ]}
      />
    </Section>
  );
};
