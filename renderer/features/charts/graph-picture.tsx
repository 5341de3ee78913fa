// biome-ignore-all lint/a11y/useSemanticElements: parts of a drawing can't be HTML buttons
/**
 * Who and what stand together, as a drawing. One part at a time has the keyboard: arrows go to the node in that
 * direction, Page Up and Page Down along the edges of a node, Enter chooses.
 */
import { type CSSProperties, type KeyboardEvent, useMemo, useRef, useState } from "react";
import type { NamedGraph } from "../../../shared/api.ts";
import type { Scope } from "../../../shared/entities/overview/mention.ts";
import { useWords } from "../../app/context.tsx";
import type { TypeStyle } from "../../app/type-style.ts";
import { drawGraph, edgesOf, fontSize, nodeTowards, type Part, sameParts, touched } from "./graph-shape.ts";
import { useSize } from "./use-size.ts";

interface GraphPictureProps {
  graph: NamedGraph;
  scope: Scope;
  typeOf(id: string): TypeStyle;
  chosen: Part | null;
  onChoose(part: Part | null): void;
}

export function GraphPicture({ graph, scope, typeOf, chosen, onChoose }: GraphPictureProps) {
  const { t } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  const drawn = useMemo(() => (size ? drawGraph(graph, size) : []), [graph, size]);
  const [at, setAt] = useState<Part>({ kind: "node", index: 0 });
  /** The node whose edges Page Up and Page Down go along. */
  const [base, setBase] = useState(0);
  const [pointed, setPointed] = useState<Part | null>(null);
  const [isFocused, setFocused] = useState(false);
  const { nodes, edges } = graph;
  const current: Part = (at.kind === "node" ? nodes : edges)[at.index] ? at : { kind: "node", index: 0 };
  const lit = pointed ?? (isFocused ? current : chosen);
  const bright = lit ? touched(lit, graph) : null;
  const strongest = Math.max(1, ...edges.map(({ units }) => units));
  const placeOf = ({ kind, index }: Part) => {
    if (kind === "node") return drawn[index] ?? { x: 0, y: 0 };
    const [a, b] = [drawn[edges[index]?.a ?? 0], drawn[edges[index]?.b ?? 0]];
    return { x: ((a?.x ?? 0) + (b?.x ?? 0)) / 2, y: ((a?.y ?? 0) + (b?.y ?? 0)) / 2 };
  };
  const onFocus = (part: Part) => {
    setAt(part);
    // The pointer may rest where it is: the keyboard was heard last.
    setPointed(null);
    if (part.kind === "node") setBase(part.index);
  };
  const goTo = (part: Part) => {
    onFocus(part);
    frame.current?.querySelector<SVGGElement>(`[data-part="${part.kind} ${part.index}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const towards = nodeTowards(event.key, placeOf(current), drawn);
    const turn = event.key === "PageDown" ? 1 : event.key === "PageUp" ? -1 : 0;
    const own = edgesOf(base, graph);
    if (towards !== null) goTo({ kind: "node", index: towards });
    else if (event.key === "Home") goTo({ kind: "node", index: 0 });
    else if (turn && own.length) {
      const now = current.kind === "edge" ? own.indexOf(current.index) : turn > 0 ? -1 : 0;
      goTo({ kind: "edge", index: own[(now + turn + own.length) % own.length] ?? 0 });
    } else if (event.key === "Enter" || event.key === " ") onChoose(current);
    else if (event.key === "Escape" && chosen) onChoose(null);
    else if (event.key === "Escape" && current.kind === "edge") goTo({ kind: "node", index: base });
    else if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const partProps = (part: Part) => ({
    "data-part": `${part.kind} ${part.index}`,
    role: "button",
    tabIndex: sameParts(part, current) ? 0 : -1,
    "aria-pressed": sameParts(part, chosen),
    onFocus: () => onFocus(part),
    onClick: () => {
      goTo(part);
      onChoose(sameParts(part, chosen) ? null : part);
    },
    onPointerEnter: () => setPointed(part),
    onPointerLeave: () => setPointed(null),
  });
  return (
    <div ref={frame} className="chart-frame">
      {size && drawn.length === nodes.length ? (
        <svg
          width={size.width}
          height={size.height}
          role="group"
          aria-label={t("charts.graph", { nodes: nodes.length, edges: edges.length })}
          className="graph"
          onKeyDown={onKeyDown}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
        >
          {edges.map(({ a, b, units }, index) => {
            const [from, to] = [drawn[a], drawn[b]];
            if (!from || !to) return null;
            const part: Part = { kind: "edge", index };
            const line = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
            const isLit =
              lit !== null && (lit.kind === "edge" ? lit.index === index : lit.index === a || lit.index === b);
            const name = t(`charts.edge.${scope}`, {
              a: nodes[a]?.name ?? "",
              b: nodes[b]?.name ?? "",
              count: units,
            });
            return (
              <g
                key={`${a} ${b}`}
                {...partProps(part)}
                aria-label={name}
                className={`graph-edge ${isLit ? "is-lit" : lit ? "is-dim" : ""}`}
              >
                <title>{name}</title>
                <line className="graph-reach" {...line} />
                <line className="graph-line" {...line} strokeWidth={1 + 5 * Math.sqrt(units / strongest)} />
              </g>
            );
          })}
          {nodes.map(({ name, type, registered, units }, index) => {
            const node = drawn[index];
            if (!node) return null;
            const style = typeOf(type);
            const about = t(`charts.node.${scope}`, {
              name,
              type: style.name,
              entry: t(registered ? "charts.registered" : "charts.unregistered"),
              count: units,
            });
            return (
              <g
                // biome-ignore lint/suspicious/noArrayIndexKey: a node is its place in the graph
                key={index}
                {...partProps({ kind: "node", index })}
                aria-label={about}
                className={`graph-node ${registered ? "is-registered" : ""} ${bright && !bright.has(index) ? "is-dim" : ""}`}
                style={{ "--type-plain": style.color } as CSSProperties}
              >
                <title>{about}</title>
                <circle cx={node.x} cy={node.y} r={node.radius} />
                <text x={node.x} y={node.y + node.radius + fontSize} textAnchor="middle" fontSize={fontSize} lang="zh">
                  {node.label}
                </text>
              </g>
            );
          })}
        </svg>
      ) : null}
    </div>
  );
}
