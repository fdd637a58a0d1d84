import { Banner, FormLayout, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { errorAt } from '../../api/problem.ts';
import type { Settings } from '../../api/settings.ts';
import { Section } from '../../parts/section.tsx';
import type { SectionProps } from './settings-draft.ts';

type Name = Exclude<keyof Settings['email'], 'smtpUrlSet'>;

/** Who writes. Without the legal name and the postal address no reminder may go out. */
export const Sender = ({ draft, change, error }: SectionProps) => {
  const { t } = useTranslation();
  const { email } = draft;
  const isIncomplete = email.legalName === null || email.postalAddress === null;
  const field = (name: Name, more: { readonly type?: 'email' | 'url'; readonly multiline?: number } = {}) => (
    <TextField
      label={t(`sender.${name}`)}
      helpText={t(`sender.help.${name}`)}
      value={email[name] ?? ''}
      autoComplete="off"
      error={errorAt(error, `email.${name}`)}
      onChange={(value) => change({ email: { ...email, [name]: value.trim() === '' ? null : value } })}
      {...more}
    />
  );
  return (
    <Section title={t('sender.title')} about={t('sender.about')}>
      <FormLayout>
        {isIncomplete ? <Banner tone="warning">{t('sender.incomplete')}</Banner> : null}
        {field('legalName')}
        {field('postalAddress', { multiline: 3 })}
        <FormLayout.Group>
          {field('fromName')}
          {field('fromAddress', { type: 'email' })}
        </FormLayout.Group>
        <FormLayout.Group>
          {field('replyTo', { type: 'email' })}
          {field('returnPath', { type: 'email' })}
        </FormLayout.Group>
        {field('logoUrl', { type: 'url' })}
        <TextField
          label={t('sender.smtpUrl')}
          helpText={email.smtpUrlSet ? t('sender.smtpUrlSet') : t('sender.help.smtpUrl')}
          type="password"
          value={draft.smtpUrl}
          placeholder={email.smtpUrlSet ? '••••••••' : 'smtp://…'}
          autoComplete="new-password"
          error={errorAt(error, 'email.smtpUrl')}
          onChange={(smtpUrl) => change({ smtpUrl })}
        />
      </FormLayout>
    </Section>
  );
};
