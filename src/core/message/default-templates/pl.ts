import { paymentLetter, reminder } from './letter.ts';
import type { DefaultTemplates } from './letter.ts';

/** No verb forms that would tell whether the reader is a woman or a man: we do not know. */
const GREETING =
  '{% if shopper.first_name %}Cześć, {{ shopper.first_name }}!{% else %}Dzień dobry!{% endif %}';
const ORDER_NUMBER = '{% if order.number %} nr {{ order.number | remove_first: "#" }}{% endif %}';
const PAY_BY = '{% if order.pay_by %} Zapłacić można do {{ order.pay_by }}.{% endif %}';

export const PL_TEMPLATES: DefaultTemplates = {
  abandoned_cart: [
    reminder({
      subject:
        '{% if shopper.first_name %}{{ shopper.first_name }}, Twój{% else %}Twój{% endif %} koszyk w sklepie {{ store.name }} czeka',
      preheader: 'Koszyk jest zapisany. Wystarczy jedno kliknięcie, aby do niego wrócić.',
      heading: 'Twój koszyk jest zapisany',
      opening: `${GREETING}\n\nTwoje zamówienie w sklepie {{ store.name }} nie zostało dokończone, dlatego zachowaliśmy wybrane produkty. W dogodnej chwili możesz wrócić dokładnie do tego miejsca.`,
      button: 'Wróć do koszyka',
      closing: 'Coś poszło nie tak przy składaniu zamówienia? Odpowiedz na tę wiadomość, a pomożemy.',
    }),
    reminder({
      subject: 'Czy możemy pomóc w Twoim zamówieniu?',
      preheader: 'Pytanie o dostawę, płatność albo produkt? Wystarczy odpowiedzieć.',
      heading: 'Masz jakieś pytania?',
      opening: `${GREETING}\n\nW koszyku w sklepie {{ store.name }} nadal są wybrane przez Ciebie produkty. Może pojawiło się pytanie o rozmiar, czas dostawy, płatność albo zwrot?\n\nOdpowiedz na tę wiadomość i napisz, o co chodzi. Chętnie pomożemy.`,
      button: 'Zobacz koszyk',
    }),
    reminder({
      subject: 'Ostatnia wiadomość o Twoim koszyku',
      preheader: 'Więcej nie będziemy o nim pisać.',
      heading: 'Ostatnia wiadomość w tej sprawie',
      opening: `${GREETING}\n\nTo nasza ostatnia wiadomość o produktach wybranych w sklepie {{ store.name }}. Jeśli nadal Ci się podobają, do koszyka prowadzi jedno kliknięcie.\n\nA jeśli nie, nic nie szkodzi. Więcej nie będziemy o tym pisać.`,
      button: 'Przejdź do koszyka',
    }),
  ],
  pending_payment: [
    paymentLetter({
      subject: `Zamówienie${ORDER_NUMBER} czeka na płatność`,
      preheader:
        '{% if order.pay_by %}Zapłacić można do {{ order.pay_by }}.{% else %}Tutaj możesz dokończyć zamówienie.{% endif %}',
      heading: 'Brakuje już tylko płatności',
      opening: `${GREETING}\n\nDziękujemy za zamówienie${ORDER_NUMBER} w sklepie {{ store.name }}. Nie dotarła do nas jeszcze płatność{% if order.total %} w kwocie {{ order.total }}{% endif %}.${PAY_BY}`,
      button: 'Przejdź do płatności',
      closing:
        'Płatność jest już zlecona? W takim razie to wszystko. Niektóre płatności docierają do nas z opóźnieniem.',
    }),
    paymentLetter({
      subject: `Przypomnienie: zamówienie${ORDER_NUMBER} nie jest jeszcze opłacone`,
      preheader: 'Coś nie zadziałało? Odpowiedz, a pomożemy.',
      heading: 'Zamówienie nie jest jeszcze opłacone',
      opening: `${GREETING}\n\nNadal czekamy na płatność{% if order.total %} w kwocie {{ order.total }}{% endif %} za zamówienie${ORDER_NUMBER}.${PAY_BY}\n\nJeśli coś nie zadziałało albo wolisz zapłacić w inny sposób, odpowiedz na tę wiadomość.`,
      button: 'Przejdź do płatności',
      closing: 'Zamówienie jest już opłacone? Prosimy zignorować tę wiadomość.',
    }),
  ],
  reactivation: [
    reminder({
      subject: 'Dawno Cię u nas nie było{% if shopper.first_name %}, {{ shopper.first_name }}{% endif %}',
      preheader: 'Pozdrowienia ze sklepu {{ store.name }}.',
      heading: 'Miło będzie znów Cię zobaczyć',
      opening: `${GREETING}\n\nOd Twojej ostatniej wizyty w sklepie {{ store.name }} minęło trochę czasu.{% if cart.item_count > 0 %} Oto produkty wybrane poprzednim razem, jeśli nadal Cię interesują.{% else %} Jeśli masz ochotę się rozejrzeć, serdecznie zapraszamy.{% endif %}`,
      button: 'Odwiedź sklep',
    }),
  ],
};
