import type { Language } from '../../core/words/vocabulary.ts';

/** What the page of a used sign-in link says; the command stands after the text. */
export const USED_LINK_WORDS: Readonly<Record<Language, { readonly title: string; readonly text: string }>> =
  {
    en: {
      title: 'This sign-in link no longer works',
      text: 'It works once, and only for a short time. Whoever runs Retorno makes a new one with this command:',
    },
    'pt-BR': {
      title: 'Este link de acesso não funciona mais',
      text: 'Ele vale uma única vez e por pouco tempo. Quem administra o Retorno cria um novo com este comando:',
    },
    es: {
      title: 'Este enlace de acceso ya no funciona',
      text: 'Sirve una sola vez y por poco tiempo. Quien administra Retorno crea uno nuevo con este comando:',
    },
    pl: {
      title: 'Ten link do logowania już nie działa',
      text: 'Działa jeden raz i tylko przez krótki czas. Osoba, która prowadzi Retorno, utworzy nowy tym poleceniem:',
    },
  };
