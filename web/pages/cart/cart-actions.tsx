import { useState } from 'react';
import { Button, Modal } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useCloseCart, type Cart } from '../../api/carts.ts';
import { EmailForm } from '../../parts/email-form.tsx';
import { useNotify } from '../../parts/notices.tsx';

/** What can be done about the whole cart. */
export const CartActions = ({ cart }: { readonly cart: Cart }) => {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'email' | 'close' | null>(null);
  const done = (): void => setDialog(null);
  return (
    <>
      {cart.whatsappUrl === null ? null : (
        <Button url={cart.whatsappUrl} external>
          {t('actions.whatsapp')}
        </Button>
      )}
      {cart.shopper.email === null ? null : (
        <Button onClick={() => setDialog('email')}>{t('actions.email')}</Button>
      )}
      {OVER.has(cart.state) ? null : (
        <Button tone="critical" onClick={() => setDialog('close')}>
          {t('cart.close')}
        </Button>
      )}
      <Modal open={dialog === 'email'} title={t('byHand.title')} onClose={done}>
        <Modal.Section>
          <EmailForm cart={cart} onDone={done} />
        </Modal.Section>
      </Modal>
      <CloseQuestion cartId={cart.id} isOpen={dialog === 'close'} onDone={done} />
    </>
  );
};

/** Nothing more is sent for these, so there is nothing to close. */
const OVER: ReadonlySet<Cart['state']> = new Set(['closed', 'purchased', 'recovered']);

type QuestionProps = { readonly cartId: string; readonly isOpen: boolean; readonly onDone: () => void };

const CloseQuestion = ({ cartId, isOpen, onDone }: QuestionProps) => {
  const { t } = useTranslation();
  const notify = useNotify();
  const close = useCloseCart(cartId);
  const closeIt = (): void =>
    close.mutate(undefined, {
      onSuccess: () => {
        notify(t('cart.closed'));
        onDone();
      },
      onError: (error) => notify(error.message, 'bad'),
    });
  return (
    <Modal
      open={isOpen}
      title={t('cart.closeTitle')}
      onClose={onDone}
      primaryAction={{
        content: t('cart.close'),
        destructive: true,
        loading: close.isPending,
        onAction: closeIt,
      }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onDone }]}
    >
      <Modal.Section>{t('cart.closeText')}</Modal.Section>
    </Modal>
  );
};
