import { languageOf } from '../words/locale.ts';
import type { Language } from '../words/vocabulary.ts';
import { oneLine } from './plain-text.ts';
import { firstName } from './variables.ts';

export type WhatsAppGreeting = {
  /** E.164; anything else gives no link. */
  readonly phone: string | null;
  readonly name: string | null;
  readonly locale: string | null;
  readonly store: { readonly name: string; readonly locale: string };
  readonly returnUrl: string | null;
};

/**
 * Opens a chat with the shopper on the phone of whoever follows it, the first message already written in the
 * shopper's language. Nothing is sent by it; the link inside is the one that people pass on.
 */
export const whatsappLink = ({ phone, name, locale, store, returnUrl }: WhatsAppGreeting): string | null => {
  if (phone === null || !/^\+\d{6,15}$/.test(phone)) return null;
  const language = languageOf(locale) ?? languageOf(store.locale) ?? 'en';
  const greeting = GREETINGS[language](firstName(name), oneLine(store.name, 100) ?? '');
  const text = returnUrl === null ? greeting : `${greeting} ${returnUrl}`;
  // A lone surrogate in a name cannot be written in an address.
  return `https://wa.me/${phone.slice(1)}?text=${encodeURIComponent(text.toWellFormed())}`;
};

type Greeting = (firstName: string | null, store: string) => string;

const GREETINGS: Readonly<Record<Language, Greeting>> = {
  en: (name, store) =>
    `${name === null ? 'Hi!' : `Hi ${name}!`} This is ${store}. We kept your cart for you. Can we help you with anything?`,
  'pt-BR': (name, store) =>
    `${name === null ? 'Olá!' : `Olá, ${name}!`} Aqui é da ${store}. Guardamos o seu carrinho. Podemos ajudar em algo?`,
  es: (name, store) =>
    `${name === null ? '¡Hola!' : `¡Hola, ${name}!`} Somos ${store}. Hemos guardado tu carrito. ¿Podemos ayudarte en algo?`,
  pl: (name, store) =>
    `${name === null ? 'Dzień dobry!' : `Dzień dobry, ${name}!`} Tu ${store}. Zachowaliśmy Twój koszyk. Czy możemy w czymś pomóc?`,
};
