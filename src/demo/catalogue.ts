import type { Thing } from './picture.ts';

/** One thing that a shop sells. Its price is in minor units of the shop's currency. */
export type Product = {
  readonly id: string;
  readonly variantId: string;
  readonly sku: string;
  readonly title: string;
  readonly variant: string | null;
  readonly price: number;
  readonly thing: Thing;
  readonly hue: number;
};

type Row = readonly [title: string, variant: string | null, price: number, thing: Thing, hue: number];

/** Numbers as the platforms give them: long ones, ascending. */
const numbered = (prefix: string, rows: readonly [Row, ...Row[]]): readonly [Product, ...Product[]] => {
  const [first, ...others] = rows.map(([title, variant, price, thing, hue], place): Product => ({
    id: `${prefix}${101 + place}`,
    variantId: `${prefix}${501 + place}`,
    sku: `${thing.toUpperCase()}-${101 + place}`,
    title,
    variant,
    price,
    thing,
    hue,
  }));
  if (first === undefined) throw new Error('a shop sells something');
  return [first, ...others];
};

export const BRAZILIAN = numbered('4', [
  ['Caneca de cerâmica Ipê', 'Azul, 300 ml', 5_990, 'mug', 212],
  ['Café especial Serra da Canastra', '500 g', 6_450, 'bag', 24],
  ['Luminária de mesa Aurora', null, 18_990, 'lamp', 44],
  ['Manta de algodão Brisa', 'Verde', 21_900, 'blanket', 150],
  ['Vela aromática Capim-limão', null, 4_790, 'candle', 72],
]);

export const POLISH = numbered('3', [
  ['Kubek ceramiczny „Bałtyk”', '330 ml', 5_900, 'mug', 200],
  ['Miska z kamionki', 'Granatowa', 8_950, 'bowl', 232],
  ['Świeca sojowa „Sosnowy las”', null, 6_400, 'candle', 140],
  ['Koc wełniany z Podhala', 'Szary', 24_900, 'blanket', 258],
  ['Książka „Łąki i lasy”', null, 4_990, 'book', 96],
]);

export const ENGLISH = numbered('761000000', [
  ['Enamel camp mug', 'Forest', 1_800, 'mug', 160],
  ['Organic cotton T-shirt', 'M / Sand', 3_200, 'shirt', 34],
  ['Canvas weekender bag', 'Navy', 8_900, 'bag', 222],
  ['Gooseneck kettle', '1.2 L', 7_450, 'kettle', 8],
  ['Monstera in a clay pot', null, 4_600, 'plant', 128],
]);

export const MEXICAN = numbered('50', [
  ['Taza de barro negro', '250 ml', 24_900, 'mug', 268],
  ['Cuenco de talavera', 'Azul cobalto', 38_500, 'bowl', 224],
  ['Sarape de Saltillo', 'Rojo', 129_000, 'blanket', 4],
  ['Lámpara de palma tejida', null, 89_900, 'lamp', 40],
  ['Bolsa de yute bordada', null, 45_000, 'bag', 320],
]);

export const BRITISH = numbered('80', [
  ['Stoneware mug', 'Slate, 330 ml', 1_450, 'mug', 206],
  ['Stove-top kettle', 'Cream', 5_900, 'kettle', 48],
  ['Lambswool throw', 'Heather', 8_500, 'blanket', 276],
  ['Beeswax candle', null, 1_200, 'candle', 42],
  ['Linen tea towels, set of three', null, 2_400, 'shirt', 18],
]);
