/** The numbers of a picture of columns, as a table: what each column stands for, its pages, its entities by type. */
import { useWords } from "../../app/context.tsx";
import { numbersIn } from "../../app/i18n/i18n.ts";
import type { TypeStyle } from "../../app/type-style.ts";
import { ScrollRegion } from "../../ui/scroll-region.tsx";

export interface CountsRow {
  id: string;
  name: string;
  documents: number;
  byType: Readonly<Record<string, number>>;
  /** Opens its only page, or lists its passages. */
  onOpen?: (() => void) | undefined;
  /** Its passages are listed; not given where it opens a page. */
  isChosen?: boolean | undefined;
}

interface CountsTableProps {
  /** What the first column holds. */
  head: string;
  rows: readonly CountsRow[];
  types: readonly TypeStyle[];
  label: string;
}

export function CountsTable({ head, rows, types, label }: CountsTableProps) {
  const { t, language } = useWords();
  const number = numbersIn(language);
  return (
    <ScrollRegion label={label} className="chart-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">{t("charts.pages")}</th>
            {types.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">{t("charts.sum")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, documents, byType, onOpen, isChosen }) => (
            <tr key={id}>
              <th scope="row">
                {onOpen ? (
                  <button type="button" className="link-button" aria-pressed={isChosen} onClick={onOpen}>
                    {name}
                  </button>
                ) : (
                  name
                )}
              </th>
              <td>{number.format(documents)}</td>
              {types.map((type) => (
                <td key={type.id}>{number.format(byType[type.id] ?? 0)}</td>
              ))}
              <td>{number.format(types.reduce((sum, type) => sum + (byType[type.id] ?? 0), 0))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
