import type { Language } from '../../words/vocabulary.ts';

/** What a replay cannot know of the past, and supposes in its place. */
export const REPLAY_NOTES = [
  'always_on',
  'stock_unknown',
  'consent_as_now',
  'contents_as_last_known',
  'really_sent',
  'pushes_left_out',
  'bought_before_lately',
] as const;
export type ReplayNote = (typeof REPLAY_NOTES)[number];

export const replayNotes = (
  language: Language,
): readonly { readonly code: ReplayNote; readonly text: string }[] =>
  REPLAY_NOTES.map((code) => ({ code, text: WORDS[language][code] }));

const WORDS: Readonly<Record<Language, Readonly<Record<ReplayNote, string>>>> = {
  en: {
    always_on:
      'The flow is taken as on all the time, without a control group; conversations by hand and other flows are left out.',
    stock_unknown: 'What was in stock then is not known: everything counts as available.',
    consent_as_now: 'Consent is taken as it stands today; opt-outs kept apart from it are not looked at.',
    contents_as_last_known: 'A cart’s contents are those that were known last.',
    really_sent: 'Some who bought may have bought because of the messages that were really sent.',
    pushes_left_out: 'Steps by webhook count by their next channel, and not at all where they have none.',
    bought_before_lately:
      'A condition on first or returning shoppers knows only orders of the period and of the days before it.',
  },
  'pt-BR': {
    always_on:
      'Supõe-se que o fluxo esteve sempre ligado e sem grupo de controle; conversas manuais e outros fluxos ficam de fora.',
    stock_unknown: 'Não se sabe o que havia em estoque na época: tudo conta como disponível.',
    consent_as_now: 'O consentimento é o de hoje; os descadastros guardados à parte não são considerados.',
    contents_as_last_known: 'O conteúdo de um carrinho é o último conhecido.',
    really_sent: 'Parte de quem comprou pode ter comprado por causa das mensagens realmente enviadas.',
    pushes_left_out: 'As etapas por webhook contam pelo canal seguinte, e não contam quando não há outro.',
    bought_before_lately:
      'Uma condição sobre a primeira compra ou clientes que voltam conhece só os pedidos do período e dos dias anteriores.',
  },
  es: {
    always_on:
      'Se supone el flujo siempre activo y sin grupo de control; quedan fuera las conversaciones manuales y los demás flujos.',
    stock_unknown: 'No se sabe qué había en existencias entonces: todo cuenta como disponible.',
    consent_as_now: 'El consentimiento es el de hoy; las bajas guardadas aparte no se consideran.',
    contents_as_last_known: 'El contenido de un carrito es el último conocido.',
    really_sent: 'Parte de quienes compraron pudo hacerlo por los mensajes que de verdad se enviaron.',
    pushes_left_out:
      'Los pasos por webhook cuentan por su canal siguiente, y no cuentan cuando no tienen otro.',
    bought_before_lately:
      'Una condición sobre clientes nuevos o que vuelven conoce solo los pedidos del período y de los días anteriores.',
  },
  pl: {
    always_on:
      'Przyjęto, że przepływ był cały czas włączony i bez grupy kontrolnej; rozmowy ręczne i inne przepływy pominięto.',
    stock_unknown: 'Nie wiadomo, co było wtedy w magazynie: wszystko liczy się jako dostępne.',
    consent_as_now: 'Zgody są takie jak dziś; wypisania przechowywane osobno nie są uwzględniane.',
    contents_as_last_known: 'Zawartość koszyka to ta ostatnio znana.',
    really_sent: 'Część kupujących mogła kupić dzięki wiadomościom, które naprawdę wysłano.',
    pushes_left_out: 'Kroki przez webhook liczą się według następnego kanału, a bez niego wcale.',
    bought_before_lately:
      'Warunek dotyczący nowych lub powracających klientów zna tylko zamówienia z tego okresu i kilku dni przed nim.',
  },
};
