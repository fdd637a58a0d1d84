import type { Language } from '../../core/words/vocabulary.ts';
import type { DiscrepancyReason } from '../../core/words/reason-codes.ts';

type Words = Readonly<Record<DiscrepancyReason, string>>;

/** A discrepancy's reason in words; `details` say what exactly. */
export const describeDiscrepancy = (
  { reason, details }: { readonly reason: DiscrepancyReason; readonly details: string | null },
  language: Language,
): string => (details === null ? WORDS[language][reason] : `${WORDS[language][reason]}: ${details}`);

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    webhook_missing: 'the platform has this order, its webhook never came',
    webhook_forged: 'we were told of this order, the platform does not know it',
    delivery_dead: 'its webhook came and could not be understood',
    payment_page_no_return: 'the shopper paid and never came back from the payment page',
    made_in_admin: "made in the platform's admin, not in the shop",
    imported: 'older than the connection of the store',
    not_matched: 'it names a cart that we never saw',
    differs: 'the platform says otherwise',
    api_error: 'the platform could not be read',
  },
  'pt-BR': {
    webhook_missing: 'a plataforma tem este pedido, mas o webhook nunca chegou',
    webhook_forged: 'fomos avisados deste pedido, mas a plataforma não o conhece',
    delivery_dead: 'o webhook chegou e não pôde ser entendido',
    payment_page_no_return: 'o comprador pagou e não voltou da página de pagamento',
    made_in_admin: 'feito no painel da plataforma, não na loja',
    imported: 'mais antigo que a conexão da loja',
    not_matched: 'cita um carrinho que nunca vimos',
    differs: 'a plataforma diz outra coisa',
    api_error: 'não foi possível ler a plataforma',
  },
  es: {
    webhook_missing: 'la plataforma tiene este pedido, pero el webhook nunca llegó',
    webhook_forged: 'se nos avisó de este pedido, pero la plataforma no lo conoce',
    delivery_dead: 'el webhook llegó y no se pudo entender',
    payment_page_no_return: 'el comprador pagó y no volvió de la página de pago',
    made_in_admin: 'hecho en el panel de la plataforma, no en la tienda',
    imported: 'anterior a la conexión de la tienda',
    not_matched: 'nombra un carrito que nunca vimos',
    differs: 'la plataforma dice otra cosa',
    api_error: 'no se pudo leer la plataforma',
  },
  pl: {
    webhook_missing: 'platforma ma to zamówienie, ale webhook nie nadszedł',
    webhook_forged: 'powiadomiono nas o tym zamówieniu, ale platforma go nie zna',
    delivery_dead: 'webhook nadszedł i nie dało się go zrozumieć',
    payment_page_no_return: 'kupujący zapłacił i nie wrócił ze strony płatności',
    made_in_admin: 'utworzone w panelu platformy, nie w sklepie',
    imported: 'starsze niż połączenie sklepu',
    not_matched: 'wskazuje koszyk, którego nie widzieliśmy',
    differs: 'platforma podaje coś innego',
    api_error: 'nie udało się odczytać platformy',
  },
};
