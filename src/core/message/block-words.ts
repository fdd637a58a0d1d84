import type { Language } from '../words/vocabulary.ts';

/** The words that blocks bring along, whoever wrote the texts between them. */
export type BlockWords = {
  readonly quantity: string;
  readonly soldOut: string;
  readonly total: string;
  /** How many lines of a long cart are not listed. */
  readonly moreLines: (count: number) => string;
  readonly backToCart: string;
  /** Where there is no cart to go back to. */
  readonly toShop: string;
  readonly useCode: string;
  readonly validUntil: (date: string) => string;
  readonly percentOff: (percent: string) => string;
  readonly amountOff: (amount: string) => string;
  readonly freeShipping: string;
  /** Why the reader gets this mail, in the footer. */
  readonly whyMarketing: (store: string) => string;
  readonly whyTransactional: (store: string) => string;
  readonly unsubscribe: string;
};

export const BLOCK_WORDS: Readonly<Record<Language, BlockWords>> = {
  en: {
    quantity: 'Quantity',
    soldOut: 'Sold out',
    total: 'Total',
    moreLines: (count) => (count === 1 ? 'and 1 more item' : `and ${count} more items`),
    backToCart: 'Back to my cart',
    toShop: 'Visit the shop',
    useCode: 'Use this code at checkout',
    validUntil: (date) => `Valid until ${date}`,
    percentOff: (percent) => `${percent}% off your order`,
    amountOff: (amount) => `${amount} off your order`,
    freeShipping: 'Free shipping on your order',
    whyMarketing: (store) =>
      `You are receiving this e-mail because of an order you started or placed at ${store}.`,
    whyTransactional: (store) => `This message is about your order at ${store}.`,
    unsubscribe: 'Unsubscribe from these e-mails',
  },
  'pt-BR': {
    quantity: 'Quantidade',
    soldOut: 'Esgotado',
    total: 'Total',
    moreLines: (count) => (count === 1 ? 'e mais 1 item' : `e mais ${count} itens`),
    backToCart: 'Voltar ao meu carrinho',
    toShop: 'Visitar a loja',
    useCode: 'Use este código ao finalizar a compra',
    validUntil: (date) => `Válido até ${date}`,
    percentOff: (percent) => `${percent}% de desconto no seu pedido`,
    amountOff: (amount) => `${amount} de desconto no seu pedido`,
    freeShipping: 'Frete grátis no seu pedido',
    whyMarketing: (store) =>
      `Você recebeu este e-mail por causa de um pedido que começou ou fez em ${store}.`,
    whyTransactional: (store) => `Esta mensagem é sobre o seu pedido em ${store}.`,
    unsubscribe: 'Não quero mais receber estes e-mails',
  },
  es: {
    quantity: 'Cantidad',
    soldOut: 'Agotado',
    total: 'Total',
    moreLines: (count) => (count === 1 ? 'y 1 artículo más' : `y ${count} artículos más`),
    backToCart: 'Volver a mi carrito',
    toShop: 'Visitar la tienda',
    useCode: 'Usa este código al finalizar tu compra',
    validUntil: (date) => `Válido hasta el ${date}`,
    percentOff: (percent) => `${percent} % de descuento en tu pedido`,
    amountOff: (amount) => `${amount} de descuento en tu pedido`,
    freeShipping: 'Envío gratis en tu pedido',
    whyMarketing: (store) => `Recibes este correo por un pedido que empezaste o hiciste en ${store}.`,
    whyTransactional: (store) => `Este mensaje es sobre tu pedido en ${store}.`,
    unsubscribe: 'No quiero recibir más estos correos',
  },
  pl: {
    quantity: 'Ilość',
    soldOut: 'Wyprzedane',
    total: 'Razem',
    moreLines: (count) => `i jeszcze ${count} ${POLISH_PRODUCTS[polish.select(count)] ?? 'produktów'}`,
    backToCart: 'Wróć do koszyka',
    toShop: 'Odwiedź sklep',
    useCode: 'Użyj tego kodu przy składaniu zamówienia',
    validUntil: (date) => `Ważne do ${date}`,
    percentOff: (percent) => `${percent}% rabatu na Twoje zamówienie`,
    amountOff: (amount) => `${amount} rabatu na Twoje zamówienie`,
    freeShipping: 'Darmowa dostawa Twojego zamówienia',
    whyMarketing: (store) => `Ta wiadomość dotyczy zamówienia rozpoczętego lub złożonego w sklepie ${store}.`,
    whyTransactional: (store) => `Ta wiadomość dotyczy Twojego zamówienia w sklepie ${store}.`,
    unsubscribe: 'Nie chcę otrzymywać takich wiadomości',
  },
};

const polish = new Intl.PluralRules('pl');
const POLISH_PRODUCTS: Readonly<Record<string, string>> = {
  one: 'produkt',
  few: 'produkty',
  many: 'produktów',
};
