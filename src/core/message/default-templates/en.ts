import { paymentLetter, reminder } from './letter.ts';
import type { DefaultTemplates } from './letter.ts';

const GREETING = 'Hi{% if shopper.first_name %} {{ shopper.first_name }}{% endif %},';
const ORDER = 'order{% if order.number %} {{ order.number }}{% endif %}';
const PAY_BY = '{% if order.pay_by %} You have until {{ order.pay_by }} to pay.{% endif %}';

export const EN_TEMPLATES: DefaultTemplates = {
  abandoned_cart: [
    reminder({
      subject:
        '{% if shopper.first_name %}{{ shopper.first_name }}, you{% else %}You{% endif %} left something at {{ store.name }}',
      preheader: 'Your cart is saved. One click brings it back.',
      heading: 'We kept your cart for you',
      opening: `${GREETING}\n\nYour order at {{ store.name }} was not finished, so we saved what you had chosen. Whenever it suits you, you can carry on right where you stopped.`,
      button: 'Back to my cart',
      closing: 'Did something go wrong at checkout? Just reply to this e-mail and we will sort it out.',
    }),
    reminder({
      subject: 'Can we help with your order?',
      preheader: 'A question about delivery, payment or the products? Just reply.',
      heading: 'Anything we can help with?',
      opening: `${GREETING}\n\nYou chose a few things at {{ store.name }} and did not finish the order. Maybe there is a question in the way: about size, delivery time, payment or returns.\n\nJust reply to this e-mail and tell us. We are happy to help.`,
      button: 'See my cart',
    }),
    reminder({
      subject: 'One last note about your cart',
      preheader: 'We will not write about it again after this.',
      heading: 'One last note from us',
      opening: `${GREETING}\n\nThis is our last e-mail about the things you chose at {{ store.name }}. If you would still like them, your cart is one click away.\n\nAnd if not, that is perfectly fine. We will not write about it again.`,
      button: 'Take me to my cart',
    }),
  ],
  pending_payment: [
    paymentLetter({
      subject: `Your ${ORDER} is waiting for payment`,
      preheader:
        '{% if order.pay_by %}You have until {{ order.pay_by }} to pay.{% else %}You can finish it here.{% endif %}',
      heading: 'Only the payment is missing',
      opening: `${GREETING}\n\nThank you for your ${ORDER} at {{ store.name }}. We have not received the payment{% if order.total %} of {{ order.total }}{% endif %} yet.${PAY_BY}`,
      button: 'Go to payment',
      closing:
        'Have you just paid? Then there is nothing left to do. Some payments take a while to reach us.',
    }),
    paymentLetter({
      subject: `A reminder: your ${ORDER} is not paid yet`,
      preheader: 'Did something not work? Just reply, we will help.',
      heading: 'Your order is not paid yet',
      opening: `${GREETING}\n\nWe are still waiting for the payment{% if order.total %} of {{ order.total }}{% endif %} for your ${ORDER}.${PAY_BY}\n\nIf something did not work, or you would rather pay another way, just reply to this e-mail.`,
      button: 'Go to payment',
      closing: 'Have you paid in the meantime? Then please ignore this message.',
    }),
  ],
  reactivation: [
    reminder({
      subject: 'It has been a while{% if shopper.first_name %}, {{ shopper.first_name }}{% endif %}',
      preheader: 'A short hello from {{ store.name }}.',
      heading: 'It would be nice to see you again',
      opening: `${GREETING}\n\nIt has been a while since your last visit to {{ store.name }}.{% if cart.item_count > 0 %} Here is what you picked out back then, in case you still want it.{% else %} If you would like a look around, you are always welcome.{% endif %}`,
      button: 'Visit the shop',
    }),
  ],
};
