import type { Language } from '../../core/words/vocabulary.ts';

type Words = { readonly title: string; readonly text: string };
type StoreWords = {
  readonly title: string;
  /** `address` is masked, or null when it is no longer known. */
  readonly text: (store: string, address: string | null) => string;
};

export type PageWords = {
  readonly bought: Words;
  readonly closed: Words;
  readonly expired: Words;
  readonly unknown: Words;
  readonly notFound: Words;
  readonly unsubscribe: StoreWords & { readonly button: string };
  readonly unsubscribed: StoreWords;
  readonly savedCart: {
    readonly title: (store: string) => string;
    readonly soldOutNotice: { readonly some: string; readonly all: string };
    readonly soldOut: string;
    readonly total: string;
    readonly coupon: string;
    readonly button: (store: string) => string;
  };
  readonly toStore: (store: string) => string;
};

/** What shoppers read on our plain pages. */
export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = {
  en: {
    bought: {
      title: 'Your order is complete',
      text: 'This cart has already become an order, so there is nothing left to do here. Thank you!',
    },
    closed: {
      title: 'This cart is no longer open',
      text: 'You can start a new one in the store at any time.',
    },
    expired: {
      title: 'This link has expired',
      text: 'Links to a cart work for 30 days. You can start a new cart in the store at any time.',
    },
    unknown: {
      title: 'This link leads nowhere',
      text: 'Part of it may be missing. Please open it again from the message you received.',
    },
    notFound: {
      title: 'This link is not known',
      text: 'Part of it may be missing. Please open it again from the message you received.',
    },
    unsubscribe: {
      title: 'Unsubscribe',
      text: (store, address) =>
        address === null
          ? `Do you no longer want marketing e-mails from ${store}?`
          : `Do you no longer want marketing e-mails from ${store} at ${address}?`,
      button: 'Unsubscribe',
    },
    unsubscribed: {
      title: 'You are unsubscribed',
      text: (store, address) =>
        address === null
          ? `${store} will send you no more marketing e-mails.`
          : `${store} will send no more marketing e-mails to ${address}.`,
    },
    savedCart: {
      title: (store) => `Your saved cart at ${store}`,
      soldOutNotice: {
        some: 'Some of it is sold out. Everything else is still waiting for you.',
        all: 'All of it is sold out by now.',
      },
      soldOut: 'sold out',
      total: 'Total',
      coupon: 'Your coupon:',
      button: (store) => `Continue at ${store}`,
    },
    toStore: (store) => `Go to ${store}`,
  },
  'pt-BR': {
    bought: {
      title: 'Seu pedido já foi feito',
      text: 'Este carrinho já virou um pedido, então não há mais nada a fazer aqui. Obrigado!',
    },
    closed: {
      title: 'Este carrinho não está mais aberto',
      text: 'Você pode começar um novo na loja quando quiser.',
    },
    expired: {
      title: 'Este link expirou',
      text: 'Os links de um carrinho valem por 30 dias. Você pode começar um novo carrinho na loja quando quiser.',
    },
    unknown: {
      title: 'Este link não leva a lugar nenhum',
      text: 'Talvez falte uma parte dele. Abra-o novamente pela mensagem que você recebeu.',
    },
    notFound: {
      title: 'Não conhecemos este link',
      text: 'Talvez falte uma parte dele. Abra-o novamente pela mensagem que você recebeu.',
    },
    unsubscribe: {
      title: 'Cancelar inscrição',
      text: (store, address) =>
        address === null
          ? `Você não quer mais receber e-mails promocionais de ${store}?`
          : `Você não quer mais receber e-mails promocionais de ${store} em ${address}?`,
      button: 'Cancelar inscrição',
    },
    unsubscribed: {
      title: 'Inscrição cancelada',
      text: (store, address) =>
        address === null
          ? `${store} não enviará mais e-mails promocionais para você.`
          : `${store} não enviará mais e-mails promocionais para ${address}.`,
    },
    savedCart: {
      title: (store) => `Seu carrinho salvo em ${store}`,
      soldOutNotice: {
        some: 'Alguns itens esgotaram. Todo o resto ainda espera por você.',
        all: 'Todos os itens já esgotaram.',
      },
      soldOut: 'esgotado',
      total: 'Total',
      coupon: 'Seu cupom:',
      button: (store) => `Continuar em ${store}`,
    },
    toStore: (store) => `Ir para ${store}`,
  },
  es: {
    bought: {
      title: 'Tu pedido ya está hecho',
      text: 'Este carrito ya se convirtió en un pedido, así que no queda nada por hacer aquí. ¡Gracias!',
    },
    closed: {
      title: 'Este carrito ya no está abierto',
      text: 'Puedes empezar uno nuevo en la tienda cuando quieras.',
    },
    expired: {
      title: 'Este enlace ha caducado',
      text: 'Los enlaces a un carrito sirven durante 30 días. Puedes empezar un carrito nuevo en la tienda cuando quieras.',
    },
    unknown: {
      title: 'Este enlace no lleva a ninguna parte',
      text: 'Quizá le falte una parte. Ábrelo de nuevo desde el mensaje que recibiste.',
    },
    notFound: {
      title: 'No conocemos este enlace',
      text: 'Quizá le falte una parte. Ábrelo de nuevo desde el mensaje que recibiste.',
    },
    unsubscribe: {
      title: 'Darse de baja',
      text: (store, address) =>
        address === null
          ? `¿Ya no quieres recibir correos promocionales de ${store}?`
          : `¿Ya no quieres recibir correos promocionales de ${store} en ${address}?`,
      button: 'Darme de baja',
    },
    unsubscribed: {
      title: 'Te has dado de baja',
      text: (store, address) =>
        address === null
          ? `${store} no te enviará más correos promocionales.`
          : `${store} no enviará más correos promocionales a ${address}.`,
    },
    savedCart: {
      title: (store) => `Tu carrito guardado en ${store}`,
      soldOutNotice: {
        some: 'Algunos artículos se agotaron. Todo lo demás te sigue esperando.',
        all: 'Todos los artículos se agotaron.',
      },
      soldOut: 'agotado',
      total: 'Total',
      coupon: 'Tu cupón:',
      button: (store) => `Continuar en ${store}`,
    },
    toStore: (store) => `Ir a ${store}`,
  },
  pl: {
    bought: {
      title: 'Zamówienie zostało już złożone',
      text: 'Ten koszyk stał się zamówieniem, więc nie trzeba już nic robić. Dziękujemy!',
    },
    closed: {
      title: 'Ten koszyk nie jest już otwarty',
      text: 'W każdej chwili możesz utworzyć nowy w sklepie.',
    },
    expired: {
      title: 'Ten link wygasł',
      text: 'Linki do koszyka działają przez 30 dni. W każdej chwili możesz utworzyć nowy koszyk w sklepie.',
    },
    unknown: {
      title: 'Ten link donikąd nie prowadzi',
      text: 'Być może brakuje jego części. Otwórz go ponownie z otrzymanej wiadomości.',
    },
    notFound: {
      title: 'Nie znamy tego linku',
      text: 'Być może brakuje jego części. Otwórz go ponownie z otrzymanej wiadomości.',
    },
    unsubscribe: {
      title: 'Rezygnacja z wiadomości',
      text: (store, address) =>
        address === null
          ? `Nie chcesz już otrzymywać e-maili marketingowych od ${store}?`
          : `Nie chcesz już otrzymywać e-maili marketingowych od ${store} na adres ${address}?`,
      button: 'Zrezygnuj',
    },
    unsubscribed: {
      title: 'Rezygnacja przyjęta',
      text: (store, address) =>
        address === null
          ? `${store} nie będzie już wysyłać Ci e-maili marketingowych.`
          : `${store} nie będzie już wysyłać e-maili marketingowych na adres ${address}.`,
    },
    savedCart: {
      title: (store) => `Twój zapisany koszyk w sklepie ${store}`,
      soldOutNotice: {
        some: 'Część produktów została wyprzedana. Reszta nadal na Ciebie czeka.',
        all: 'Wszystkie produkty zostały już wyprzedane.',
      },
      soldOut: 'wyprzedane',
      total: 'Razem',
      coupon: 'Twój kupon:',
      button: (store) => `Przejdź dalej do ${store}`,
    },
    toStore: (store) => `Przejdź do ${store}`,
  },
};
