import type { Language } from '../words/vocabulary.ts';
import type { Lift } from './lift.ts';

/** The result in a sentence or two, for somebody who knows no statistics. */
export const liftInWords = (lift: Lift, language: Language): string => {
  const words = WORDS[language];
  const { verdict, difference, moreNeeded } = lift;
  if (verdict === 'nothing_measured' || difference === null) return words.nothing;
  if (verdict !== 'inconclusive') return words[verdict](points(difference, language));
  const more = moreNeeded === null ? words.noEnd : words.more(moreNeeded.toLocaleString(language));
  return `${words.inconclusive} ${more}`;
};

type Words = {
  readonly nothing: string;
  readonly inconclusive: string;
  readonly more: (count: string) => string;
  readonly noEnd: string;
  readonly more_bought: (points: Points) => string;
  readonly fewer_bought: (points: Points) => string;
};

/** Percentage points as numbers without a sign, the smaller one first. */
type Points = { readonly value: string; readonly from: string; readonly to: string };

const points = ({ value, low, high }: NonNullable<Lift['difference']>, language: Language): Points => {
  const write = (share: number): string =>
    (Math.abs(share) * 100).toLocaleString(language, { maximumFractionDigits: 1 });
  const [from, to] = Math.abs(low) < Math.abs(high) ? [low, high] : [high, low];
  return { value: write(value), from: write(from), to: write(to) };
};

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    nothing: 'Nothing can be said yet: one of the two groups is still empty.',
    inconclusive: 'The difference between the groups may still be chance.',
    more: (count) => `If it stays as it is, about ${count} more shoppers are needed.`,
    noEnd: 'As it stands, no number of shoppers that could be foreseen would settle it.',
    more_bought: ({ value, from, to }) =>
      `With messages, ${value} more of a hundred shoppers bought (probably between ${from} and ${to}).`,
    fewer_bought: ({ value, from, to }) =>
      `With messages, ${value} fewer of a hundred shoppers bought (probably between ${from} and ${to}).`,
  },
  'pt-BR': {
    nothing: 'Ainda não dá para dizer nada: um dos dois grupos continua vazio.',
    inconclusive: 'A diferença entre os grupos ainda pode ser acaso.',
    more: (count) => `Se ela continuar assim, faltam cerca de ${count} compradores.`,
    noEnd: 'Do jeito que está, nenhum número previsível de compradores resolveria a dúvida.',
    more_bought: ({ value, from, to }) =>
      `Com mensagens, ${value} pessoas a mais em cada cem compraram (provavelmente entre ${from} e ${to}).`,
    fewer_bought: ({ value, from, to }) =>
      `Com mensagens, ${value} pessoas a menos em cada cem compraram (provavelmente entre ${from} e ${to}).`,
  },
  es: {
    nothing: 'Todavía no se puede decir nada: uno de los dos grupos sigue vacío.',
    inconclusive: 'La diferencia entre los grupos todavía puede ser casualidad.',
    more: (count) => `Si se mantiene así, faltan unos ${count} compradores más.`,
    noEnd: 'Tal como está, ningún número previsible de compradores lo aclararía.',
    more_bought: ({ value, from, to }) =>
      `Con mensajes compraron ${value} personas más de cada cien (probablemente entre ${from} y ${to}).`,
    fewer_bought: ({ value, from, to }) =>
      `Con mensajes compraron ${value} personas menos de cada cien (probablemente entre ${from} y ${to}).`,
  },
  pl: {
    nothing: 'Na razie nic nie można powiedzieć: jedna z dwóch grup jest jeszcze pusta.',
    inconclusive: 'Różnica między grupami może być wciąż dziełem przypadku.',
    more: (count) => `Jeśli się nie zmieni, potrzeba jeszcze około ${count} kupujących.`,
    noEnd: 'Przy takiej różnicy żadna dająca się przewidzieć liczba kupujących tego nie rozstrzygnie.',
    more_bought: ({ value, from, to }) =>
      `Dzięki wiadomościom na stu kupujących przypadło o ${value} zakupów więcej (prawdopodobnie od ${from} do ${to}).`,
    fewer_bought: ({ value, from, to }) =>
      `Przy wiadomościach na stu kupujących przypadło o ${value} zakupów mniej (prawdopodobnie od ${from} do ${to}).`,
  },
};
