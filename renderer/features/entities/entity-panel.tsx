/** All entities of the document by type; only the lines in sight exist. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronDown, ChevronRight, Pencil, StickyNote, TriangleAlert } from "lucide-react";
import { type MouseEvent, useMemo, useRef, useState } from "react";
import { useAppState, useWords } from "../../app/context.tsx";
import type { EntityView } from "../../editor/editor-api.ts";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { useOpen, useTextVersion } from "../document/use-open.ts";
import { attributesLine } from "./attributes-of.ts";
import "./entities.css";
import { EntityRelations } from "./entity-relations.tsx";
import { entityLines } from "./groups.ts";

const lineHeight = 30;

export function EntityPanel({ onEdit }: { onEdit(entityId: string, at: { x: number; y: number }): void }) {
  const { t, label } = useWords();
  const types = useAppState((state) => state.corpus?.settings.entityTypes);
  const platform = useAppState((state) => state.info.platform);
  const editor = useOpen((snapshot) => snapshot.editor);
  const version = useTextVersion();
  const atCaret = useOpen((snapshot) => snapshot.text?.entities ?? null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [filter, setFilter] = useState("");
  const scroller = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for the list
  const lines = useMemo(
    () => entityLines(editor?.listEntities() ?? [], types ?? [], folded, filter),
    [editor, version, types, folded, filter],
  );
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 10,
  });

  const go = (entity: EntityView) => {
    editor?.scrollIntoView({ entityId: entity.id });
    editor?.commands.selectEntity(entity.id);
    editor?.focus();
  };
  const edit = (entity: EntityView, event: MouseEvent) => {
    const rect = event.currentTarget.getBoundingClientRect();
    onEdit(entity.id, { x: rect.left, y: rect.bottom });
  };
  const toggle = (type: string) =>
    setFolded((old) => {
      const next = new Set(old);
      if (!next.delete(type)) next.add(type);
      return next;
    });
  const first = atCaret?.[0];
  const current = new Set(atCaret?.map((entity) => entity.id));

  if (!lines.length && !filter) {
    return (
      <div className="panel-empty">
        <p>{t("entities.empty")}</p>
        <p className="quiet">{t("entities.emptyText", { shortcut: platform === "mac" ? "⌥" : "Alt" })}</p>
      </div>
    );
  }
  return (
    <div className="entity-panel">
      <div className="entity-filter">
        <input
          className="input"
          aria-label={t("entities.filter")}
          placeholder={t("entities.filter")}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      </div>
      <ScrollRegion ref={scroller} className="entity-scroller" label={t("entities.title")}>
        <ul className="entity-list" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index];
            if (!line) return null;
            const style = { transform: `translateY(${item.start}px)` };
            if (line.kind === "type") {
              const type = types?.find((one) => one.id === line.type);
              const name = type ? label(type.label) : line.type;
              return (
                <li
                  key={`type-${line.type}`}
                  className="entity-line"
                  style={{ ...style, "--entity-color": type?.color ?? "#777777" } as React.CSSProperties}
                >
                  <button
                    type="button"
                    className="entity-heading"
                    aria-expanded={!line.folded}
                    onClick={() => toggle(line.type)}
                  >
                    {line.folded ? <ChevronRight size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
                    <span className="type-dot" aria-hidden />
                    <span className="type-name">{name}</span>
                    <span className="quiet entity-count">{line.count}</span>
                  </button>
                </li>
              );
            }
            const { entity } = line;
            return (
              <li key={entity.id} className="entity-line" style={style}>
                <button
                  type="button"
                  className="entity-go"
                  aria-current={current.has(entity.id)}
                  onClick={() => go(entity)}
                >
                  <span className="truncate">{entity.text}</span>
                  {entity.holes ? (
                    <TriangleAlert size={13} aria-label={t("entities.holes")} className="entity-warn" />
                  ) : null}
                  {attributesLine(entity, types ?? [], label) ? (
                    <span className="quiet truncate entity-said">{attributesLine(entity, types ?? [], label)}</span>
                  ) : null}
                  {entity.note ? <StickyNote size={13} aria-label={entity.note} className="quiet" /> : null}
                </button>
                <button
                  type="button"
                  className="button button-quiet icon-button entity-edit"
                  aria-label={t("entities.edit", { text: entity.text })}
                  onClick={(event) => edit(entity, event)}
                >
                  <Pencil size={13} aria-hidden />
                </button>
              </li>
            );
          })}
        </ul>
      </ScrollRegion>
      {editor && first ? <EntityRelations key={first.id} entity={first} editor={editor} onGo={go} /> : null}
    </div>
  );
}
