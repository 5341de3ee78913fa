/** The edges of the graph as a table: each member and each pair leads to its passages. */
import type { NamedGraph } from "../../../shared/api.ts";
import type { Scope } from "../../../shared/entities/overview/mention.ts";
import { useWords } from "../../app/context.tsx";
import { colored, type TypeStyle } from "../../app/type-style.ts";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { type Part, sameParts } from "./graph-shape.ts";

interface PairsTableProps {
  graph: NamedGraph;
  scope: Scope;
  typeOf(id: string): TypeStyle;
  chosen: Part | null;
  onChoose(part: Part): void;
}

export function PairsTable({ graph, scope, typeOf, chosen, onChoose }: PairsTableProps) {
  const { t } = useWords();
  const member = (index: number) => {
    const node = graph.nodes[index];
    if (!node) return null;
    const { name, color } = typeOf(node.type);
    return (
      <span className="pair-member">
        <span className="type-dot chart-dot" style={colored(color)} aria-hidden />
        <button
          type="button"
          className="link-button"
          lang="zh"
          aria-pressed={sameParts({ kind: "node", index }, chosen)}
          title={`${name} · ${t(node.registered ? "charts.registered" : "charts.unregistered")}`}
          onClick={() => onChoose({ kind: "node", index })}
        >
          {node.name}
        </button>
      </span>
    );
  };
  return (
    <ScrollRegion label={t("charts.pairs")} className="chart-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{t("charts.one")}</th>
            <th scope="col" className="is-text">
              {t("charts.other")}
            </th>
            <th scope="col">{t(`charts.together.${scope}`)}</th>
          </tr>
        </thead>
        <tbody>
          {graph.edges.map(({ a, b, units }, index) => (
            <tr key={`${a} ${b}`}>
              <th scope="row">{member(a)}</th>
              <td className="is-text">{member(b)}</td>
              <td>
                <button
                  type="button"
                  className="link-button"
                  aria-pressed={sameParts({ kind: "edge", index }, chosen)}
                  aria-label={t(`charts.edge.${scope}`, {
                    a: graph.nodes[a]?.name ?? "",
                    b: graph.nodes[b]?.name ?? "",
                    count: units,
                  })}
                  onClick={() => onChoose({ kind: "edge", index })}
                >
                  {units}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
