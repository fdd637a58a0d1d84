import { BlockStack } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useCart, type Cart } from '../../api/carts.ts';
import { Loaded } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { CartStateBadge } from '../../parts/state-badge.tsx';
import { useReason } from '../../words/reason.ts';
import { useWriting } from '../../words/writing.ts';
import { CartActions } from './cart-actions.tsx';
import { ContactLog } from './contact-log.tsx';
import { Decision } from './decision.tsx';
import { Messages } from './messages.tsx';
import { OrderCard } from './order-card.tsx';
import { Products } from './products.tsx';
import { ShopperCard } from './shopper-card.tsx';
import { Story } from './story.tsx';

export const CartPage = () => {
  const { id = '' } = useParams();
  return <Loaded query={useCart(id)}>{(cart) => <OneCart cart={cart} />}</Loaded>;
};

const OneCart = ({ cart }: { readonly cart: Cart }) => {
  const { t } = useTranslation();
  const writing = useWriting();
  const reason = useReason();
  const who = cart.shopper.name ?? cart.shopper.email ?? t('cart.anonymous');
  const closed = cart.closedReason === null ? '' : ` · ${reason(cart.closedReason)}`;
  return (
    <Page
      title={t('cart.title', { who })}
      badges={<CartStateBadge state={cart.state} />}
      subtitle={t('cart.lastActivity', { when: writing.dateTime(cart.lastActivityAt) }) + closed}
      back={{ to: '/carts', label: t('carts.title') }}
      actions={<CartActions cart={cart} />}
    >
      <div className="two-columns">
        <BlockStack gap="400">
          <Decision cart={cart} />
          <Products cart={cart} />
          <Messages messages={cart.messages} />
          <Story cartId={cart.id} />
        </BlockStack>
        <BlockStack gap="400">
          <ShopperCard cart={cart} />
          {cart.order === null ? null : <OrderCard order={cart.order} credit={cart.credit} />}
          <ContactLog cartId={cart.id} />
        </BlockStack>
      </div>
    </Page>
  );
};
