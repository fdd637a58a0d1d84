import { useState } from 'react';
import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useContacts, type Contact } from '../../api/contacts.ts';
import { ContactForm } from '../../parts/contact-form.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { Section } from '../../parts/section.tsx';
import { useWriting } from '../../words/writing.ts';
import { Mark } from '../../parts/mark.tsx';

/** What colleagues did by hand, and the form for the next entry. */
export const ContactLog = ({ cartId }: { readonly cartId: string }) => {
  const { t } = useTranslation();
  const [isWriting, setIsWriting] = useState(false);
  return (
    <Section
      title={t('contact.log')}
      about={t('contact.about')}
      actions={
        isWriting ? null : <Button onClick={() => setIsWriting(true)}>{t('actions.logContact')}</Button>
      }
    >
      {isWriting ? <ContactForm cartId={cartId} onDone={() => setIsWriting(false)} /> : null}
      <Loaded query={useContacts(cartId)}>
        {({ items }) =>
          items.length === 0 ? (
            <Text as="p" tone="subdued">
              {t('contact.none')}
            </Text>
          ) : (
            <ul className="contacts">
              {items.map((contact) => (
                <li key={contact.id}>
                  <Entry contact={contact} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
};

const ANSWER_TONES = { positive: 'success', negative: 'critical', none: undefined } as const;

const Entry = ({ contact }: { readonly contact: Contact }) => {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" align="space-between">
        <Text as="span" fontWeight="semibold">
          {t(`contactChannels.${contact.channel}`)}
        </Text>
        <Text as="span" tone="subdued" variant="bodySm">
          {writing.dateTime(contact.at)}
        </Text>
      </InlineStack>
      <InlineStack gap="100">
        <Mark tone={contact.reached ? 'info' : undefined}>
          {contact.reached ? t('contact.wasReached') : t('contact.wasNotReached')}
        </Mark>
        {contact.reached ? (
          <Mark tone={ANSWER_TONES[contact.answer]}>{t(`contactAnswers.${contact.answer}`)}</Mark>
        ) : null}
        {contact.reason === null ? null : <Mark>{t(`abandonmentReasons.${contact.reason}`)}</Mark>}
      </InlineStack>
      {contact.notes === '' ? null : <p className="notes">{contact.notes}</p>}
      {contact.nextAttemptAt === null ? null : (
        <Text as="p" variant="bodySm">
          {t('contact.nextAt', { when: writing.dateTime(contact.nextAttemptAt) })}
        </Text>
      )}
    </BlockStack>
  );
};
