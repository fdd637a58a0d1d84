import type { Language } from '../../core/words/vocabulary.ts';

/** What the pages behind our links say. */
export type ShopperWords = {
  readonly boughtTitle: string;
  readonly bought: string;
  readonly closedTitle: string;
  readonly closed: string;
  readonly expiredTitle: string;
  readonly expired: string;
  readonly unknownTitle: string;
  readonly unknown: string;
  readonly toStore: string;
  readonly askTitle: string;
  /** `{store}` stands for the store's name. */
  readonly ask: string;
  readonly askButton: string;
  readonly doneTitle: string;
  readonly done: string;
};

export const SHOPPER_WORDS: Readonly<Record<Language, ShopperWords>> = {
  en: {
    boughtTitle: 'You already bought this',
    bought: 'This order is complete. Thank you!',
    closedTitle: 'This cart is closed',
    closed: 'The cart behind this link is no longer open.',
    expiredTitle: 'This link has expired',
    expired: 'The cart behind this link is no longer kept.',
    unknownTitle: 'This link leads nowhere',
    unknown: 'The link is incomplete, or it is no longer kept.',
    toStore: 'Go to the store',
    askTitle: 'Unsubscribe',
    ask: 'Do you want no more reminders from {store} by e-mail?',
    askButton: 'Unsubscribe',
    doneTitle: 'You are unsubscribed',
    done: '{store} will send you no more reminders by e-mail.',
  },
  'pt-BR': {
    boughtTitle: 'Você já fez esta compra',
    bought: 'Este pedido está concluído. Obrigado!',
    closedTitle: 'Este carrinho foi encerrado',
    closed: 'O carrinho deste link não está mais aberto.',
    expiredTitle: 'Este link expirou',
    expired: 'O carrinho deste link não é mais guardado.',
    unknownTitle: 'Este link não leva a lugar nenhum',
    unknown: 'O link está incompleto ou não é mais guardado.',
    toStore: 'Ir para a loja',
    askTitle: 'Cancelar inscrição',
    ask: 'Você quer parar de receber lembretes de {store} por e-mail?',
    askButton: 'Cancelar inscrição',
    doneTitle: 'Inscrição cancelada',
    done: '{store} não enviará mais lembretes por e-mail para você.',
  },
  es: {
    boughtTitle: 'Ya hiciste esta compra',
    bought: 'Este pedido está completo. ¡Gracias!',
    closedTitle: 'Este carrito está cerrado',
    closed: 'El carrito de este enlace ya no está abierto.',
    expiredTitle: 'Este enlace ha caducado',
    expired: 'El carrito de este enlace ya no se conserva.',
    unknownTitle: 'Este enlace no lleva a ninguna parte',
    unknown: 'El enlace está incompleto o ya no se conserva.',
    toStore: 'Ir a la tienda',
    askTitle: 'Cancelar la suscripción',
    ask: '¿Quieres dejar de recibir recordatorios de {store} por correo electrónico?',
    askButton: 'Cancelar la suscripción',
    doneTitle: 'Suscripción cancelada',
    done: '{store} no te enviará más recordatorios por correo electrónico.',
  },
  pl: {
    boughtTitle: 'To już zostało kupione',
    bought: 'To zamówienie jest zakończone. Dziękujemy!',
    closedTitle: 'Ten koszyk jest zamknięty',
    closed: 'Koszyk z tego linku nie jest już otwarty.',
    expiredTitle: 'Ten link wygasł',
    expired: 'Koszyk z tego linku nie jest już przechowywany.',
    unknownTitle: 'Ten link prowadzi donikąd',
    unknown: 'Link jest niepełny albo nie jest już przechowywany.',
    toStore: 'Przejdź do sklepu',
    askTitle: 'Wypisz się',
    ask: 'Czy nie chcesz już otrzymywać przypomnień od {store} pocztą elektroniczną?',
    askButton: 'Wypisz się',
    doneTitle: 'Wypisano',
    done: '{store} nie wyśle już przypomnień pocztą elektroniczną.',
  },
};
