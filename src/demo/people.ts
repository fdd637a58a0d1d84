import type { Dice } from './dice.ts';

/** Who shops: made up, under domains that nobody can own (RFC 2606), with telephone numbers made up likewise. */
export type Person = {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly country: string;
  readonly locale: string;
  readonly currency: string;
};

export type Nation = {
  readonly country: string;
  readonly locale: string;
  readonly currency: string;
  readonly domain: string;
  readonly firstNames: readonly [string, ...string[]];
  readonly lastNames: readonly [string, ...string[]];
  /** Digits that are counted up from `#`. */
  readonly phone: `+${string}`;
};

/** Somebody new each time: names come again, addresses and numbers never. */
export const createPeople = (dice: Dice) => {
  let met = 0;
  return (nation: Nation): Person => {
    const firstName = dice.pick(nation.firstNames);
    const lastName = dice.pick(nation.lastNames);
    met += 1;
    return {
      firstName,
      lastName,
      email: `${plain(firstName)}.${plain(lastName)}${met}@${nation.domain}`,
      phone: nation.phone.replace('####', String(1_000 + met).slice(-4)),
      country: nation.country,
      locale: nation.locale,
      currency: nation.currency,
    };
  };
};

export type Meet = ReturnType<typeof createPeople>;

const plain = (name: string): string =>
  name
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase();

export const BRAZIL: Nation = {
  country: 'BR',
  locale: 'pt-BR',
  currency: 'BRL',
  domain: 'correio.example',
  firstNames: ['Ana', 'João', 'Mariana', 'Caio', 'Letícia', 'Rafael', 'Beatriz', 'Tiago'],
  lastNames: ['Souza', 'Oliveira', 'Conceição', 'Almeida', 'Ribeiro', 'Araújo'],
  phone: '+551190000####',
};

export const POLAND: Nation = {
  country: 'PL',
  locale: 'pl-PL',
  currency: 'PLN',
  domain: 'poczta.example',
  firstNames: ['Łucja', 'Michał', 'Agnieszka', 'Paweł', 'Zofia', 'Krzysztof', 'Małgorzata'],
  // None that would end otherwise for a woman.
  lastNames: ['Nowak', 'Wójcik', 'Woźniak', 'Mazur', 'Kaczmarek', 'Pająk', 'Dudek'],
  phone: '+4850000####',
};

export const AMERICA: Nation = {
  country: 'US',
  locale: 'en-US',
  currency: 'USD',
  domain: 'mail.example',
  firstNames: ['Emma', 'Noah', 'Olivia', 'James', 'Grace', 'Henry', 'Chloe'],
  lastNames: ['Miller', 'Carter', 'Nguyen', 'Brooks', 'Hayes', 'Coleman'],
  phone: '+1212555####',
};

export const BRITAIN: Nation = {
  country: 'GB',
  locale: 'en-GB',
  currency: 'GBP',
  domain: 'post.example',
  firstNames: ['Amelia', 'George', 'Isla', 'Oscar', 'Freya', 'Alfie', 'Niamh'],
  lastNames: ['Taylor', 'Hughes', 'Patel', 'Fraser', 'Bennett', 'Walsh'],
  phone: '+44770090####',
};

export const SPAIN: Nation = {
  country: 'ES',
  locale: 'es-ES',
  currency: 'EUR',
  domain: 'correo.example',
  firstNames: ['Lucía', 'Álvaro', 'Carmen', 'Iñigo', 'Marta'],
  lastNames: ['García', 'Fernández', 'Muñoz', 'Serrano', 'Ibáñez'],
  phone: '+3460000####',
};

export const MEXICO: Nation = {
  country: 'MX',
  locale: 'es-MX',
  currency: 'MXN',
  domain: 'correo.example',
  firstNames: ['Ximena', 'Diego', 'Valeria', 'Emiliano', 'Renata', 'Joaquín'],
  lastNames: ['Hernández', 'Martínez', 'Peña', 'Zavala', 'Rojas', 'Cárdenas'],
  phone: '+52550000####',
};
