import { useState } from 'react';
import { ActionList, Button, Modal, Popover, type ActionListItemDescriptor } from '@shopify/polaris';
import { ChatIcon, EmailIcon, LinkIcon, MenuHorizontalIcon, NoteIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import type { Cart } from '../../api/carts.ts';
import { ContactForm } from '../../parts/contact-form.tsx';
import { useCopy } from '../../parts/copy.ts';
import { EmailForm } from '../../parts/email-form.tsx';

type Dialog = 'email' | 'contact' | null;

/** What a person can do about a cart without opening it. */
export const RowActions = ({ cart }: { readonly cart: Cart }) => {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const [dialog, setDialog] = useState<Dialog>(null);
  const name = cart.shopper.name ?? cart.shopper.email ?? cart.lines[0]?.title ?? '';
  const open = (next: Dialog): void => {
    setIsOpen(false);
    setDialog(next);
  };
  const items = useItems(cart, { open, close: () => setIsOpen(false) });
  return (
    <>
      <Popover
        active={isOpen}
        onClose={() => setIsOpen(false)}
        autofocusTarget="first-node"
        activator={
          <Button
            icon={MenuHorizontalIcon}
            variant="tertiary"
            accessibilityLabel={t('carts.actionsFor', { name })}
            onClick={() => setIsOpen(!isOpen)}
          />
        }
      >
        <section aria-label={t('carts.actionsFor', { name })}>
          <ActionList actionRole="menuitem" items={items} />
        </section>
      </Popover>
      <Dialogs cart={cart} dialog={dialog} onClose={() => setDialog(null)} />
    </>
  );
};

type Doing = { readonly open: (dialog: Dialog) => void; readonly close: () => void };

const useItems = (cart: Cart, { open, close }: Doing): ActionListItemDescriptor[] => {
  const { t } = useTranslation();
  const copy = useCopy();
  const { whatsappUrl, returnUrl } = cart;
  const copyLink = (): void => {
    close();
    if (returnUrl !== null) copy(returnUrl);
  };
  return [
    {
      content: t('actions.whatsapp'),
      icon: ChatIcon,
      disabled: whatsappUrl === null,
      onAction: () => {
        close();
        if (whatsappUrl !== null) window.open(whatsappUrl, '_blank', 'noopener,noreferrer');
      },
    },
    {
      content: t('actions.email'),
      icon: EmailIcon,
      disabled: cart.shopper.email === null,
      onAction: () => open('email'),
    },
    { content: t('actions.logContact'), icon: NoteIcon, onAction: () => open('contact') },
    { content: t('actions.copyLink'), icon: LinkIcon, disabled: returnUrl === null, onAction: copyLink },
  ];
};

type DialogProps = { readonly cart: Cart; readonly dialog: Dialog; readonly onClose: () => void };

const Dialogs = ({ cart, dialog, onClose }: DialogProps) => {
  const { t } = useTranslation();
  return (
    <>
      <Modal open={dialog === 'contact'} title={t('contact.title')} onClose={onClose}>
        <Modal.Section>
          <ContactForm cartId={cart.id} onDone={onClose} />
        </Modal.Section>
      </Modal>
      <Modal open={dialog === 'email'} title={t('byHand.title')} onClose={onClose}>
        <Modal.Section>
          <EmailForm cart={cart} onDone={onClose} />
        </Modal.Section>
      </Modal>
    </>
  );
};
