/** Who and what stand together: the graph or its table, and the passages of what is chosen in it. */
import { useMemo } from "react";
import type { Named, NamedGraph, PassagesQuery } from "../../../shared/api.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import type { Translate } from "../../app/i18n/i18n.ts";
import type { TypeStyle } from "../../app/type-style.ts";
import type { Cells } from "./csv.ts";
import { GraphPicture } from "./graph-picture.tsx";
import type { Part } from "./graph-shape.ts";
import { PairsTable } from "./pairs-table.tsx";
import { Passages } from "./passages.tsx";

interface TogetherProps {
  graph: NamedGraph;
  /** That are looked at; null for all. */
  types: readonly string[] | null;
  typeOf(id: string): TypeStyle;
  version: number;
}

export function Together({ graph, types, typeOf, version }: TogetherProps) {
  const { store } = useApp();
  const { t } = useWords();
  const { as, scope, of } = useAppState((state) => state.charts);
  // Chosen by whom, not by place: the graph may be another by now.
  const chosen = useMemo(() => partOf(of, graph), [of, graph]);
  const choose = (part: Part | null) =>
    store.setState(({ charts }) => ({ charts: { ...charts, of: part ? whomOf(part, graph) : [] } }));
  const query = useMemo(
    (): PassagesQuery => ({
      of: of.map(({ ref, type, text }) => ({ ref, type, text })),
      scope,
      types: types && [...types],
      status: null,
      among: null,
    }),
    [of, scope, types],
  );
  const props = { graph, scope, typeOf, chosen };
  return (
    <div className="with-passages">
      <div className="chart-side">
        {as === "picture" ? <GraphPicture {...props} onChoose={choose} /> : <PairsTable {...props} onChoose={choose} />}
        <p className="charts-hint quiet">
          {graph.isComplete ? "" : `${t("charts.incomplete")} `}
          {t(as === "picture" ? "charts.graphHint" : "charts.tableHint")}
        </p>
      </div>
      {of.length ? (
        <Passages
          title={of.map(({ name }) => name).join(" · ")}
          query={query}
          entries={of.filter(({ registered }) => registered)}
          version={version}
        />
      ) : (
        <section className="passages passages-none" aria-label={t("charts.passages")}>
          <p className="quiet">{t("charts.choose")}</p>
        </section>
      )}
    </div>
  );
}

/** The table's text. */
export function togetherCells({ nodes, edges }: NamedGraph, scope: "block" | "article", t: Translate): Cells {
  const member = (place: number) => {
    const { name = "", type = "", ref = null } = nodes[place] ?? {};
    return [name, type, ref ?? ""];
  };
  const head = (name: string) => [name, t("charts.type"), t("charts.entry")];
  return [
    [...head(t("charts.one")), ...head(t("charts.other")), t(`charts.together.${scope}`)],
    ...edges.map(({ a, b, units }) => [...member(a), ...member(b), units]),
  ];
}

function whomOf({ kind, index }: Part, { nodes, edges }: NamedGraph): Named[] {
  const places = kind === "node" ? [index] : [edges[index]?.a ?? -1, edges[index]?.b ?? -1];
  return places.flatMap((place) => {
    const node = nodes[place];
    if (!node) return [];
    const { units: _, ...who } = node;
    return [who];
  });
}

function partOf(of: readonly Named[], { nodes, edges }: NamedGraph): Part | null {
  const places = of.map((who) =>
    nodes.findIndex((node) =>
      who.ref === null ? node.ref === null && node.type === who.type && node.text === who.text : node.ref === who.ref,
    ),
  );
  const [a = -1, b] = places;
  if (a < 0) return null;
  if (b === undefined) return { kind: "node", index: a };
  const index = edges.findIndex((edge) => (edge.a === a && edge.b === b) || (edge.a === b && edge.b === a));
  return index < 0 ? null : { kind: "edge", index };
}
