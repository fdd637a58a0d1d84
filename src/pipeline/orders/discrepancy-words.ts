import type { Language } from '../../core/words/vocabulary.ts';
import type { DiscrepancyReason } from '../../core/words/reason-codes.ts';
import type { StoredDiscrepancy } from '../../ports/store/reconciliations.ts';
import { ONLY_OURS } from './findings.ts';

type Words = Readonly<Record<DiscrepancyReason | 'only_ours' | 'cart_missing', string>>;

/** A discrepancy's reason in words; `details` say what exactly. */
export const describeDiscrepancy = (
  { subject, reason, details }: Pick<StoredDiscrepancy, 'subject' | 'reason' | 'details'>,
  language: Language,
): string => {
  const words = WORDS[language];
  if (details === ONLY_OURS) return words.only_ours;
  const text = subject === 'cart' && reason === 'webhook_missing' ? words.cart_missing : words[reason];
  return details === null ? text : `${text}: ${details}`;
};

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    webhook_missing: 'the platform has this order, its webhook never came',
    cart_missing: 'the platform has this cart, and nobody told us of it',
    webhook_forged: 'its webhook came with a wrong signature and was refused',
    only_ours: 'we were told of this order, the platform does not know it',
    delivery_dead: 'its webhook came and could not be understood',
    payment_page_no_return: 'the shopper went to pay elsewhere and never came back from the payment page',
    made_in_admin: "made in the platform's admin, not in the shop",
    imported: 'older than the connection of the store',
    not_matched: 'it names a cart that we never saw',
    differs: 'the platform says otherwise',
    api_error: 'the platform could not be read',
  },
  'pt-BR': {
    webhook_missing: 'a plataforma tem este pedido, mas o webhook nunca chegou',
    cart_missing: 'a plataforma tem este carrinho, e ninguém nos avisou dele',
    webhook_forged: 'o webhook chegou com assinatura errada e foi recusado',
    only_ours: 'fomos avisados deste pedido, mas a plataforma não o conhece',
    delivery_dead: 'o webhook chegou e não pôde ser entendido',
    payment_page_no_return: 'o comprador foi pagar em outra página e não voltou dela',
    made_in_admin: 'feito no painel da plataforma, não na loja',
    imported: 'mais antigo que a conexão da loja',
    not_matched: 'cita um carrinho que nunca vimos',
    differs: 'a plataforma diz outra coisa',
    api_error: 'não foi possível ler a plataforma',
  },
  es: {
    webhook_missing: 'la plataforma tiene este pedido, pero el webhook nunca llegó',
    cart_missing: 'la plataforma tiene este carrito y nadie nos avisó de él',
    webhook_forged: 'el webhook llegó con una firma incorrecta y fue rechazado',
    only_ours: 'se nos avisó de este pedido, pero la plataforma no lo conoce',
    delivery_dead: 'el webhook llegó y no se pudo entender',
    payment_page_no_return: 'el comprador fue a pagar en otra página y no volvió de ella',
    made_in_admin: 'hecho en el panel de la plataforma, no en la tienda',
    imported: 'anterior a la conexión de la tienda',
    not_matched: 'nombra un carrito que nunca vimos',
    differs: 'la plataforma dice otra cosa',
    api_error: 'no se pudo leer la plataforma',
  },
  pl: {
    webhook_missing: 'platforma ma to zamówienie, ale webhook nie nadszedł',
    cart_missing: 'platforma ma ten koszyk, ale nikt nas o nim nie powiadomił',
    webhook_forged: 'webhook nadszedł z błędnym podpisem i został odrzucony',
    only_ours: 'powiadomiono nas o tym zamówieniu, ale platforma go nie zna',
    delivery_dead: 'webhook nadszedł i nie dało się go zrozumieć',
    payment_page_no_return: 'kupujący poszedł zapłacić gdzie indziej i nie wrócił ze strony płatności',
    made_in_admin: 'utworzone w panelu platformy, nie w sklepie',
    imported: 'starsze niż połączenie sklepu',
    not_matched: 'wskazuje koszyk, którego nie widzieliśmy',
    differs: 'platforma podaje coś innego',
    api_error: 'nie udało się odczytać platformy',
  },
};
