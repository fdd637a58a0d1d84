import { useState } from 'react';
import {
  Banner,
  BlockStack,
  Button,
  ChoiceList,
  Form,
  InlineGrid,
  InlineStack,
  Select,
  TextField,
} from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { ABANDONMENT_REASONS, CONTACT_ANSWERS, CONTACT_CHANNELS } from '../../src/core/words/vocabulary.ts';
import { useLogContact, type ContactInput } from '../api/contacts.ts';
import { useMe } from '../api/me.ts';
import { instantOfWallClock } from '../words/store-day.ts';
import { useNotify } from './notices.tsx';

type Fields = Pick<ContactInput, 'channel' | 'reached'> & {
  readonly answer: (typeof CONTACT_ANSWERS)[number];
  readonly reason: string;
  readonly notes: string;
  readonly nextAttempt: string;
};

const BLANK: Fields = {
  channel: 'whatsapp',
  reached: true,
  answer: 'none',
  reason: '',
  notes: '',
  nextAttempt: '',
};

type Props = { readonly cartId: string; readonly onDone?: () => void };

/** What a colleague did about a cart, and when to try again. */
export const ContactForm = ({ cartId, onDone }: Props) => {
  const { t } = useTranslation();
  const notify = useNotify();
  const { store } = useMe();
  const log = useLogContact(cartId);
  const [fields, setFields] = useState(BLANK);
  const change = (changed: Partial<Fields>): void => setFields((before) => ({ ...before, ...changed }));
  const save = (): void =>
    log.mutate(inputOf(fields, store.timeZone), {
      onSuccess: () => {
        setFields(BLANK);
        notify(t('contact.saved'));
        onDone?.();
      },
    });
  return (
    <Form onSubmit={save}>
      <BlockStack gap="400">
        {log.isError ? <Banner tone="critical">{log.error.message}</Banner> : null}
        <HowItWent fields={fields} change={change} />
        <Afterwards fields={fields} change={change} />
        <InlineStack align="end">
          <Button submit variant="primary" loading={log.isPending}>
            {t('contact.save')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Form>
  );
};

const inputOf = (fields: Fields, timeZone: string): ContactInput => ({
  channel: fields.channel,
  reached: fields.reached,
  answer: fields.reached ? fields.answer : 'none',
  reason: ABANDONMENT_REASONS.find((reason) => reason === fields.reason) ?? null,
  notes: fields.notes.trim(),
  nextAttemptAt: fields.nextAttempt === '' ? null : instantOfWallClock(fields.nextAttempt, timeZone),
});

type PartProps = { readonly fields: Fields; readonly change: (changed: Partial<Fields>) => void };

const HowItWent = ({ fields, change }: PartProps) => {
  const { t } = useTranslation();
  return (
    <>
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
        <Select
          label={t('contact.channel')}
          value={fields.channel}
          options={CONTACT_CHANNELS.map((value) => ({ value, label: t(`contactChannels.${value}`) }))}
          onChange={(value) =>
            change({ channel: CONTACT_CHANNELS.find((channel) => channel === value) ?? 'other' })
          }
        />
        <ChoiceList
          title={t('contact.reached')}
          choices={[
            { value: 'yes', label: t('contact.reachedYes') },
            { value: 'no', label: t('contact.reachedNo') },
          ]}
          selected={[fields.reached ? 'yes' : 'no']}
          onChange={([value]) => change({ reached: value === 'yes' })}
        />
      </InlineGrid>
      {fields.reached ? (
        <Select
          label={t('contact.answer')}
          value={fields.answer}
          options={CONTACT_ANSWERS.map((value) => ({ value, label: t(`contactAnswers.${value}`) }))}
          helpText={fields.answer === 'negative' ? t('contact.negativeMeans') : undefined}
          onChange={(value) =>
            change({ answer: CONTACT_ANSWERS.find((answer) => answer === value) ?? 'none' })
          }
        />
      ) : null}
    </>
  );
};

const Afterwards = ({ fields, change }: PartProps) => {
  const { t } = useTranslation();
  return (
    <>
      <Select
        label={t('contact.reason')}
        value={fields.reason}
        options={[
          { value: '', label: t('contact.reasonUnknown') },
          ...ABANDONMENT_REASONS.map((value) => ({ value, label: t(`abandonmentReasons.${value}`) })),
        ]}
        onChange={(reason) => change({ reason })}
      />
      <TextField
        label={t('contact.notes')}
        value={fields.notes}
        multiline={3}
        maxLength={5_000}
        autoComplete="off"
        onChange={(notes) => change({ notes })}
      />
      <TextField
        label={t('contact.nextAttempt')}
        type="datetime-local"
        value={fields.nextAttempt}
        autoComplete="off"
        helpText={t('contact.nextAttemptHelp')}
        onChange={(nextAttempt) => change({ nextAttempt })}
      />
    </>
  );
};
