/** A table of names and numbers with a bar to each, as long as the number is large. */
import type { CSSProperties, ReactNode } from "react";
import { useWords } from "../../app/context.tsx";

export interface Bar {
  id: string;
  name: ReactNode;
  value: number;
  /** The value as it is written. */
  text: string;
  /** What else is to be said, after the value. */
  more?: string;
  /** Of the bar; the accent without it. */
  color?: string;
}

interface BarsProps {
  /** Id of the heading that names the table. */
  labelledBy: string;
  bars: readonly Bar[];
  /** What a bar of full length stands for; the largest value without it. */
  whole?: number;
}

export function Bars({ labelledBy, bars, whole }: BarsProps) {
  const { t } = useWords();
  const most = whole ?? Math.max(...bars.map(({ value }) => value));
  const saysMore = bars.some(({ more }) => more !== undefined);
  return (
    <table className={saysMore ? "bars says-more" : "bars"} aria-labelledby={labelledBy}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t("statistics.name")}</th>
          <th scope="col">{t("statistics.value")}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ id, name, value, text, more, color }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>
              <span className="bar" aria-hidden>
                <span
                  className="bar-fill"
                  style={{ inlineSize: `${most ? (value / most) * 100 : 0}%`, "--bar": color } as CSSProperties}
                />
              </span>
              <span className="bar-value">{text}</span>
              {saysMore ? <span className="bar-more quiet">{more}</span> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
