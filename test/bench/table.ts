import { isMet, type Bound, type Figure } from './bench.ts';
import { rounded } from './statistics.ts';

const HEAD = ['', 'figure', 'value', 'limit', 'ratio', 'asked', 'aim'] as const;

/** The figures as a table; in front `++` where the aim is met, `+` where what is asked is, `-` where neither. */
export const tableOf = (figures: readonly Figure[]): string => {
  const rows = figures.map((figure) => [
    markOf(figure),
    figure.name,
    `${rounded(figure.value)} ${figure.unit}`.trim(),
    figure.limit === null ? '' : String(rounded(figure.limit)),
    figure.ratio === null ? '' : figure.ratio.toFixed(2),
    boundOf(figure.asked),
    boundOf(figure.aim),
  ]);
  const widths = HEAD.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return [HEAD, ...rows]
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

const markOf = (figure: Figure): string => {
  if (figure.asked === null) return '';
  if (figure.aim !== null && isMet(figure, figure.aim)) return '++';
  return isMet(figure, figure.asked) ? '+' : '-';
};

const boundOf = (bound: Bound | null): string => {
  if (bound === null) return '';
  return 'least' in bound ? `≥ ${bound.least}` : `≤ ${bound.most}`;
};
