/** What a product's picture shows. */
export type Thing =
  | 'mug'
  | 'shirt'
  | 'lamp'
  | 'bag'
  | 'bowl'
  | 'candle'
  | 'book'
  | 'plant'
  | 'blanket'
  | 'kettle';

/** A small picture, drawn here so that the demo needs no network. `hue` in degrees. */
export const drawProduct = (thing: Thing, hue: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" width="480" height="480" role="img">` +
  `<rect width="120" height="120" fill="hsl(${hue} 45% 92%)"/>` +
  `<ellipse cx="60" cy="97" rx="34" ry="5" fill="hsl(${hue} 30% 82%)"/>` +
  `<g fill="hsl(${hue} 48% 48%)" stroke="hsl(${hue} 50% 32%)" stroke-width="2.5" stroke-linejoin="round" stroke-linecap="round">` +
  `${SHAPES[thing]}</g></svg>`;

const SHAPES: Readonly<Record<Thing, string>> = {
  mug: '<path d="M76 52h10a10 10 0 0 1 0 26H74" fill="none"/><path d="M34 42h42v46a8 8 0 0 1-8 8H42a8 8 0 0 1-8-8z"/>',
  shirt: '<path d="M46 30l14 8 14-8 22 14-9 16-9-4v40H42V56l-9 4-9-16z"/>',
  lamp: '<path d="M60 62v30M44 96h32"/><path d="M46 26h28l14 36H32z"/>',
  bag: '<path d="M46 50V40a14 14 0 0 1 28 0v10" fill="none"/><path d="M32 48h56l6 48H26z"/>',
  bowl: '<path d="M24 56h72a36 36 0 0 1-26 38H50a36 36 0 0 1-26-38z"/><path d="M38 48q6-8 0-16M60 48q6-8 0-16M82 48q6-8 0-16" fill="none"/>',
  candle: '<path d="M60 24q12 12 0 20q-12-8 0-20z"/><path d="M60 44v8"/><path d="M40 52h40v44H40z"/>',
  book: '<path d="M28 34q18-6 32 4q14-10 32-4v54q-18-6-32 4q-14-10-32-4z"/><path d="M60 38v54"/>',
  plant:
    '<path d="M60 66V40M60 56q-22 2-24-20q22-2 24 20zM60 48q20 0 22-20q-22 0-22 20z"/><path d="M40 66h40l-6 30H46z"/>',
  blanket: '<path d="M28 44h64v18H28zM32 62h56v16H32zM36 78h48v16H36z"/>',
  kettle:
    '<path d="M44 44a16 16 0 0 1 32 0" fill="none"/><path d="M88 60l14-8"/><path d="M36 48h48l8 40a8 8 0 0 1-8 8H36a8 8 0 0 1-8-8z"/>',
};
