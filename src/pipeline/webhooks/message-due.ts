import type { MessageVariables } from '../../core/message/variables.ts';
import type { RenderedEmail } from '../../core/message/render.ts';
import { cartTold } from '../../core/webhooks/cart-told.ts';
import type { Language } from '../../core/words/vocabulary.ts';
import type { StoredMessage } from '../../ports/store/messages.ts';
import type { Situation } from '../../ports/store/snapshots.ts';
import type { OfferShown } from '../offers/step-offer.ts';

export type MessageDue = {
  readonly message: StoredMessage;
  readonly situation: Situation;
  readonly rendered: Extract<RenderedEmail, { kind: 'rendered' }>;
  readonly variables: MessageVariables;
  readonly offer: OfferShown | null;
  readonly language: Language;
  readonly now: Date;
};

/** Everything that a shop's own program needs to push a reminder: to whom, about what, with which words and link. */
export const messageDueBody = ({
  message,
  situation,
  rendered,
  variables,
  offer,
  language,
  now,
}: MessageDue) =>
  JSON.stringify({
    type: 'message.due',
    timestamp: now.toISOString(),
    data: {
      message: { id: message.id, flow: message.flow, step: message.stepId, language },
      shopper: shopperTold(situation),
      cart: cartTold({
        ...situation.cart,
        contents: situation.snapshot.cart.registers.contents?.value ?? null,
      }),
      returnUrl: variables.return_url,
      unsubscribeUrl: variables.unsubscribe_url,
      offer:
        offer === null
          ? null
          : {
              type: offer.offer.type,
              code: offer.code,
              benefit: variables.coupon?.benefit ?? null,
              expiresAt: offer.expiresAt?.toISOString() ?? null,
            },
      texts: { subject: rendered.subject, preheader: rendered.preheader, text: rendered.text },
    },
  });

const shopperTold = ({ snapshot: { shopper, channels }, shopper: { name } }: Situation) => ({
  id: shopper.id,
  name,
  email: channels.email?.address ?? null,
  phone: channels.whatsapp?.address ?? null,
  locale: shopper.locale,
  registered: shopper.registered,
});
