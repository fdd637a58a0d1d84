import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useWriting } from '../../words/writing.ts';
import { marksUpTo, namedPlaces } from './chart-scale.ts';
import type { Day } from './days.ts';

export type NamedDay = Day & { readonly name: string };

const HEIGHT = 260;
const TOP = 10;
const BOTTOM = 28;
const LEFT = 40;
/** Half the name of the last day. */
const RIGHT = 26;
const ROOM_FOR_A_NAME = 72;
const WIDEST_BAR = 22;

/** Bars for the abandoned carts, a line for the recovered ones, and the day's numbers where the pointer is. */
export const ChartPlot = ({ days }: { readonly days: readonly NamedDay[] }) => {
  const { frame, width } = useWidth();
  const [place, setPlace] = useState<number | null>(null);
  const marks = marksUpTo(Math.max(...days.flatMap(({ abandoned, recovered }) => [abandoned, recovered]), 1));
  const between = (width - LEFT - RIGHT) / Math.max(days.length, 1);
  const at: Scale = {
    between,
    x: (one) => LEFT + between * (one + 0.5),
    y: (value) => HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * value) / (marks.at(-1) ?? 1),
    right: width - RIGHT,
  };
  const point = ({ clientX, currentTarget }: PointerEvent<SVGSVGElement>): void => {
    const one = Math.floor((clientX - currentTarget.getBoundingClientRect().left - LEFT) / between);
    setPlace(one >= 0 && one < days.length ? one : null);
  };
  return (
    <div ref={frame} className="chart-frame">
      <svg
        width={width}
        height={HEIGHT}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setPlace(null)}
      >
        <Axes marks={marks} days={days} at={at} />
        {place === null ? null : (
          <rect
            className="chart-here"
            x={at.x(place) - between / 2}
            y={TOP}
            width={between}
            height={at.y(0) - TOP}
          />
        )}
        <Series days={days} at={at} />
      </svg>
      {place === null ? null : <DayNote day={days[place]} x={at.x(place)} isLeft={at.x(place) > width / 2} />}
    </div>
  );
};

/** As wide as there is room: the names of the days keep their size on a phone. */
const useWidth = () => {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(320);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(element.clientWidth, 200)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { frame, width };
};

type Scale = {
  readonly between: number;
  readonly x: (place: number) => number;
  readonly y: (value: number) => number;
  readonly right: number;
};

type PartProps = { readonly days: readonly NamedDay[]; readonly at: Scale };

const Axes = ({ marks, days, at }: PartProps & { readonly marks: readonly number[] }) => {
  const writing = useWriting();
  return (
    <g className="chart-axes">
      {marks.map((mark) => (
        <g key={mark}>
          <line x1={LEFT} x2={at.right} y1={at.y(mark)} y2={at.y(mark)} data-base={mark === 0} />
          <text x={LEFT - 8} y={at.y(mark)} dy="0.32em" textAnchor="end">
            {writing.number(mark)}
          </text>
        </g>
      ))}
      {namedPlaces(days.length, at.between, ROOM_FOR_A_NAME).map((place) => (
        <text key={place} x={at.x(place)} y={HEIGHT - 8} textAnchor="middle">
          {days[place]?.name}
        </text>
      ))}
    </g>
  );
};

const Series = ({ days, at }: PartProps) => {
  const barWidth = Math.min(WIDEST_BAR, at.between * 0.8);
  return (
    <>
      {days.map(({ day, abandoned }, place) => (
        <rect
          key={day}
          className="chart-bar"
          x={at.x(place) - barWidth / 2}
          y={at.y(abandoned)}
          width={barWidth}
          height={at.y(0) - at.y(abandoned)}
          rx={Math.min(2, barWidth / 2)}
        />
      ))}
      <polyline
        className="chart-line"
        points={days.map(({ recovered }, place) => `${at.x(place)},${at.y(recovered)}`).join(' ')}
      />
    </>
  );
};

type NoteProps = { readonly day: NamedDay | undefined; readonly x: number; readonly isLeft: boolean };

const DayNote = ({ day, x, isLeft }: NoteProps) => {
  const { t } = useTranslation();
  const writing = useWriting();
  if (day === undefined) return null;
  return (
    <div className="chart-note" data-left={isLeft} style={{ left: x }}>
      <strong>{day.name}</strong>
      {(['abandoned', 'recovered'] as const).map((name) => (
        <span key={name} className="chart-key" data-series={name}>
          {t(`overview.stages.${name}`)}: {writing.number(day[name])}
        </span>
      ))}
    </div>
  );
};
