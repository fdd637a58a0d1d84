import { writeReason, type Reader } from '../../../core/decide/write-check.ts';
import type { Language } from '../../../core/words/vocabulary.ts';
import type { TimelineEntry } from '../../../ports/store/timeline.ts';

/** One event of a cart's story as a sentence for the reader; its reason, where it has one, after a colon. */
export const writeTimelineText = ({ kind, reason, facts }: TimelineEntry, reader: Reader): string => {
  const told = TIMELINE_WORDS[reader.language][kind] ?? kind.replaceAll('_', ' ');
  if (reason === null) return told;
  const why =
    writeReason(reason, facts as Parameters<typeof writeReason>[1], reader) ?? reason.replaceAll('_', ' ');
  return `${told}: ${why}`;
};

const TIMELINE_WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    cart_seen: 'The cart was seen for the first time',
    contact_known: 'The shopper can be reached',
    order_seen: 'An order was seen',
    state_changed: 'The state changed',
    closed_by_hand: 'The cart was closed by hand',
    decided: 'Decision',
    planned: 'A reminder was planned',
    sent: 'A reminder was sent',
    clicked: 'The shopper followed the link',
    click_withdrawn: 'A click turned out to be a machine’s',
    unsubscribed: 'The shopper unsubscribed',
  },
  'pt-BR': {
    cart_seen: 'O carrinho foi visto pela primeira vez',
    contact_known: 'O comprador pode ser contatado',
    order_seen: 'Um pedido foi visto',
    state_changed: 'O estado mudou',
    closed_by_hand: 'O carrinho foi encerrado manualmente',
    decided: 'Decisão',
    planned: 'Um lembrete foi planejado',
    sent: 'Um lembrete foi enviado',
    clicked: 'O comprador abriu o link',
    click_withdrawn: 'Um clique era de uma máquina',
    unsubscribed: 'O comprador cancelou a inscrição',
  },
  es: {
    cart_seen: 'El carrito se vio por primera vez',
    contact_known: 'Se puede contactar con el comprador',
    order_seen: 'Se vio un pedido',
    state_changed: 'El estado cambió',
    closed_by_hand: 'El carrito se cerró a mano',
    decided: 'Decisión',
    planned: 'Se planeó un recordatorio',
    sent: 'Se envió un recordatorio',
    clicked: 'El comprador abrió el enlace',
    click_withdrawn: 'Un clic resultó ser de una máquina',
    unsubscribed: 'El comprador canceló la suscripción',
  },
  pl: {
    cart_seen: 'Koszyk zobaczono po raz pierwszy',
    contact_known: 'Z kupującym można się skontaktować',
    order_seen: 'Zobaczono zamówienie',
    state_changed: 'Stan się zmienił',
    closed_by_hand: 'Koszyk zamknięto ręcznie',
    decided: 'Decyzja',
    planned: 'Zaplanowano przypomnienie',
    sent: 'Wysłano przypomnienie',
    clicked: 'Kupujący otworzył link',
    click_withdrawn: 'Kliknięcie okazało się maszynowe',
    unsubscribed: 'Kupujący się wypisał',
  },
};
