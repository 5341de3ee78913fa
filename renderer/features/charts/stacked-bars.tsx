// biome-ignore-all lint/a11y/noStaticElementInteractions: the table beside the picture has the same for the keyboard
// biome-ignore-all lint/a11y/useKeyWithClickEvents: see above
/** Columns of entities by type, one upon the other. A picture: the table of the same numbers is its other form. */
import { useRef } from "react";
import { useWords } from "../../app/context.tsx";
import { numbersIn } from "../../app/i18n/i18n.ts";
import type { TypeStyle } from "../../app/type-style.ts";
import { widthOf } from "./graph-shape.ts";
import { useSize } from "./use-size.ts";

export interface Column {
  id: string;
  /** Below the column, where there is room. */
  label: string;
  /** All that it stands for, in words. */
  about: string;
  byType: Readonly<Record<string, number>>;
  /** Stands apart at the end: pages without a date. */
  isApart?: boolean;
  onOpen?: (() => void) | undefined;
  /** Its passages are listed. */
  isChosen?: boolean | undefined;
}

interface StackedBarsProps {
  columns: readonly Column[];
  types: readonly TypeStyle[];
  /** What the picture shows, in words. */
  label: string;
}

const margin = { top: 14, right: 18, bottom: 34, left: 58 };
/** Between the columns with a date and those without. */
const gap = 26;
const widest = 110;
/** Between two labels, in pixels. */
const labelGap = 14;

export function StackedBars({ columns, types, label }: StackedBarsProps) {
  const { language } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  const number = numbersIn(language);
  const sums = columns.map(({ byType }) => types.reduce((sum, { id }) => sum + (byType[id] ?? 0), 0));
  const ticks = ticksTo(Math.max(1, ...sums));
  const top = ticks.at(-1) ?? 1;
  const apart = columns.filter(({ isApart }) => isApart).length;
  const width = (size?.width ?? 0) - margin.left - margin.right;
  const height = (size?.height ?? 0) - margin.top - margin.bottom;
  const step = Math.min(widest, (width - (apart ? gap : 0)) / Math.max(1, columns.length));
  const bar = Math.max(1, Math.min(step - 1, step * 0.78));
  const y = (value: number) => margin.top + height * (1 - value / top);
  const x = (index: number) => {
    const isApart = index >= columns.length - apart && columns.length > apart;
    return margin.left + index * step + (step - bar) / 2 + (isApart ? gap : 0);
  };
  const labelRoom = Math.max(...columns.map((column) => widthOf(column.label, 12))) + labelGap;
  const every = Math.max(1, Math.ceil(labelRoom / Math.max(1, step)));
  return (
    <div ref={frame} className="chart-frame">
      {size && width > 0 && height > 0 ? (
        <svg width={size.width} height={size.height} role="img" aria-label={label} className="chart">
          {ticks.map((tick) => (
            <g key={tick} className="chart-tick">
              <line x1={margin.left} x2={size.width - margin.right} y1={y(tick)} y2={y(tick)} />
              <text x={margin.left - 8} y={y(tick)} dy="0.35em" textAnchor="end">
                {number.format(tick)}
              </text>
            </g>
          ))}
          {columns.map(({ id, label: name, about, byType, isApart, onOpen, isChosen }, index) => {
            let below = 0;
            return (
              <g
                key={id}
                className={`chart-column ${onOpen ? "is-link" : ""} ${isChosen ? "is-chosen" : ""}`}
                onClick={onOpen}
              >
                <title>{about}</title>
                {/* All of the column's room answers to the pointer. */}
                <rect className="chart-room" x={x(index)} y={margin.top} width={bar} height={height} />
                {types.map((type) => {
                  const value = byType[type.id] ?? 0;
                  if (!value) return null;
                  below += value;
                  const part = { y: y(below), height: (height * value) / top };
                  return <rect key={type.id} x={x(index)} width={bar} {...part} style={{ fill: type.color }} />;
                })}
                {isApart || index % every === 0 ? (
                  <text x={x(index) + bar / 2} y={size.height - 12} textAnchor={anchorOf(index, step)}>
                    {name}
                  </text>
                ) : null}
              </g>
            );
          })}
          <line className="chart-base" x1={margin.left} x2={size.width - margin.right} y1={y(0)} y2={y(0)} />
        </svg>
      ) : null}
    </div>
  );
}

/** The first label must not run out of the picture. */
function anchorOf(index: number, step: number): "start" | "middle" {
  return index === 0 && step < 40 ? "start" : "middle";
}

/** Round numbers from 0 to one that is not below the largest. */
export function ticksTo(most: number): number[] {
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const step = Math.max(1, ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  const whole = power === 1 ? Math.ceil(step) : step;
  return Array.from({ length: Math.ceil(most / whole) + 1 }, (_, index) => index * whole);
}
