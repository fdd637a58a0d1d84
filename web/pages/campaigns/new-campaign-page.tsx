import { useState } from 'react';
import { Banner, BlockStack, Button, Card } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useStartCampaign } from '../../api/campaigns.ts';
import { usePreview } from '../../api/flows.ts';
import { useMe } from '../../api/me.ts';
import { problemOf } from '../../api/problem.ts';
import { isComplete, OfferChoice } from '../../parts/offer-choice.tsx';
import { Page } from '../../parts/page.tsx';
import { useNow } from '../../parts/now.ts';
import { dayIn } from '../../words/store-day.ts';
import { Preview } from '../texts/preview.tsx';
import { TemplateEditor } from '../texts/template-editor.tsx';
import { useSettled } from '../texts/use-settled.ts';
import { AudienceForm } from './audience-form.tsx';
import { newDraft, toInput, type CampaignDraft } from './campaign-draft.ts';
import { Reach } from './reach.tsx';

/** Whom, what and how fast; beside it how many that is, and the very mail. */
export const NewCampaignPage = () => {
  const { t } = useTranslation();
  const { store } = useMe();
  const now = useNow();
  const [draft, setDraft] = useState<CampaignDraft>(() => newDraft(dayIn(now, store.timeZone)));
  const change = (part: Partial<CampaignDraft>): void => setDraft((known) => ({ ...known, ...part }));
  const settled = useSettled(draft);
  const preview = usePreview('reactivation', {
    step: 0,
    locale: store.locale,
    ...(settled.template === null ? {} : { template: settled.template }),
  });
  // The text proposed is the campaign's own from the start, so that it can be changed right here.
  const proposed = preview.data?.template ?? null;
  const template = draft.template ?? proposed;
  // An offer, and one half written least of all, changes nothing about who is written to.
  const asked = { ...settled, template: settled.template ?? proposed, offer: null };
  return (
    <Page
      title={t('campaigns.new')}
      subtitle={t('campaigns.newAbout')}
      back={{ to: '/campaigns', label: t('campaigns.title') }}
      actions={<Start draft={{ ...draft, template }} />}
    >
      <div className="two-columns even">
        <AudienceForm draft={draft} change={change} />
        <Reach input={toInput(asked, store.timeZone)} />
      </div>
      <div className="two-columns even">
        <BlockStack gap="400">
          <Card>
            <OfferChoice offer={draft.offer} onChange={(offer) => change({ offer })} />
          </Card>
          <TemplateEditor
            template={template}
            builtIn={null}
            error={preview.error}
            onChange={(changed) => change({ template: changed })}
            onRemoveOwn={draft.template === null ? null : () => change({ template: null })}
          />
        </BlockStack>
        <div className="preview-side">
          <Preview preview={preview} choice={null} />
        </div>
      </div>
    </Page>
  );
};

/** A second question, since it cannot be taken back for those who have read it. */
const Start = ({ draft }: { readonly draft: CampaignDraft }) => {
  const { t } = useTranslation();
  const { store } = useMe();
  const navigate = useNavigate();
  const start = useStartCampaign();
  const [isSure, setIsSure] = useState(false);
  // Whoever chose an offer and left it empty did not mean to send none.
  const isReady = draft.template !== null && (draft.offer === null || isComplete(draft.offer));
  const begin = (): void => {
    if (!isSure) return setIsSure(true);
    start.mutate(toInput(draft, store.timeZone), {
      onSuccess: ({ id }) => void navigate(`/campaigns/${id}`),
      onError: () => setIsSure(false),
    });
  };
  return (
    <div>
      <Button variant="primary" disabled={!isReady} loading={start.isPending} onClick={begin}>
        {isSure ? t('campaigns.startSure') : t('campaigns.start')}
      </Button>
      {start.error === null ? null : <NotStarted error={start.error} />}
    </div>
  );
};

const NotStarted = ({ error }: { readonly error: Error }) => {
  const { t } = useTranslation();
  if (problemOf(error)?.code !== 'sender_incomplete') return <Banner tone="critical">{error.message}</Banner>;
  return (
    <Banner
      tone="warning"
      title={t('automation.senderIncomplete')}
      action={{ content: t('attention.toSettings'), url: '/settings' }}
    >
      <p>{t('automation.senderIncompleteText')}</p>
    </Banner>
  );
};
