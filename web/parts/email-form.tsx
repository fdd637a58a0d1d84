import { useEffect, useState } from 'react';
import { Banner, BlockStack, Button, Form, InlineStack, Text, TextField } from '@shopify/polaris';
import type { i18n } from 'i18next';
import { useTranslation } from 'react-i18next';
import { languageOf } from '../../src/core/words/locale.ts';
import type { Cart } from '../api/carts.ts';
import { useWriteByHand } from '../api/contacts.ts';
import { useMe } from '../api/me.ts';
import { problemOf } from '../api/problem.ts';
import { loadWords } from '../words/i18n.ts';
import { useReason } from '../words/reason.ts';
import { useNotify } from './notices.tsx';

type Props = { readonly cart: Cart; readonly onDone: () => void };
type Letter = { readonly subject: string; readonly text: string };

/** One e-mail by hand. Where the API asks first (somebody bought, say), the question is put to the colleague. */
export const EmailForm = ({ cart, onDone }: Props) => {
  const { t } = useTranslation();
  const notify = useNotify();
  const write = useWriteByHand(cart.id);
  const [letter, setLetter] = useState<Letter | null>(null);
  const beginning = useBeginning(cart);
  const { subject, text } = letter ?? beginning;
  const send = (confirm: boolean): void =>
    write.mutate(
      { channel: 'email', subject, text, confirm },
      {
        onSuccess: () => {
          notify(t('byHand.sent'));
          onDone();
        },
      },
    );
  return (
    <Form onSubmit={() => send(false)}>
      <BlockStack gap="400">
        <Refusal error={write.error} onConfirm={() => send(true)} />
        <Text as="p" tone="subdued">
          {t('byHand.to', { address: cart.shopper.email ?? '' })}
        </Text>
        <TextField
          label={t('byHand.subject')}
          value={subject}
          maxLength={1_000}
          autoComplete="off"
          onChange={(value) => setLetter({ text, subject: value })}
        />
        <TextField
          label={t('byHand.text')}
          value={text}
          multiline={8}
          maxLength={20_000}
          autoComplete="off"
          onChange={(value) => setLetter({ subject, text: value })}
        />
        <InlineStack align="end">
          <Button submit variant="primary" loading={write.isPending} disabled={subject === '' || text === ''}>
            {t('byHand.send')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Form>
  );
};

const ASKS_FIRST = new Set(['bought', 'holdout']);

const Refusal = ({ error, onConfirm }: { readonly error: unknown; readonly onConfirm: () => void }) => {
  const { t } = useTranslation();
  const reason = useReason();
  const problem = problemOf(error);
  if (error === null || error === undefined) return null;
  if (problem !== null && ASKS_FIRST.has(problem.code)) {
    return (
      <Banner
        tone="warning"
        title={t(problem.code === 'bought' ? 'byHand.boughtQuestion' : 'byHand.holdoutQuestion')}
        action={{ content: t('byHand.sendAnyway'), onAction: onConfirm }}
      />
    );
  }
  return (
    <Banner tone="critical" title={t('byHand.refused')}>
      <p>{problem?.status === 409 ? reason(problem.code) : (problem?.message ?? t('common.noAnswer'))}</p>
    </Banner>
  );
};

/** A first line, and the way back to the cart, in the shopper's language. */
const useBeginning = (cart: Cart): Letter => {
  const { i18n } = useTranslation();
  const { store } = useMe();
  const language = languageOf(cart.shopper.locale) ?? languageOf(store.locale) ?? 'en';
  const [letter, setLetter] = useState<Letter>({ subject: '', text: '' });
  useEffect(() => {
    let isCurrent = true;
    const begin = async (): Promise<void> => {
      await loadWords(i18n, language);
      if (isCurrent) setLetter(letterFor(cart, { i18n, language, storeName: store.name }));
    };
    void begin();
    return () => {
      isCurrent = false;
    };
  }, [cart.id, i18n, language, store.name]);
  return letter;
};

type Given = { readonly i18n: i18n; readonly language: string; readonly storeName: string };

const letterFor = (cart: Cart, { i18n, language, storeName }: Given): Letter => {
  const t = i18n.getFixedT(language);
  const firstName = cart.shopper.name?.split(' ')[0];
  return {
    subject: t('letter.subject', { store: storeName }),
    text: [
      firstName === undefined ? t('letter.hello') : t('letter.helloName', { name: firstName }),
      t('letter.text'),
      cart.returnUrl ?? '',
      storeName,
    ].join('\n\n'),
  };
};
