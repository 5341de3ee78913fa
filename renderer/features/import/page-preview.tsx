/** The first page of a file as it would be imported: blocks with their roles, entities in their colours. */
import type { ImportPreview } from "../../../shared/api.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import { useAppState, useWords } from "../../app/context.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";

type Block = ImportPreview["page"]["blocks"][number];

interface Run {
  text: string;
  /** The innermost entity that covers it. */
  type: string | null;
  start: number;
}

/** The text cut where entities begin and end. */
function runsOf({ text, entities }: Block): Run[] {
  const points = new CodePointText(text);
  const cuts = [...new Set([0, points.length, ...entities.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).map((start, index) => {
    const covering = entities
      .filter((entity) => entity.start <= start && start < entity.end)
      .sort((a, b) => a.end - a.start - (b.end - b.start));
    return { text: points.slice(start, cuts[index + 1] as number), type: covering[0]?.type ?? null, start };
  });
}

interface PagePreviewProps {
  page: ImportPreview["page"];
  /** What the file's names become, where that is known. */
  typeOf(name: string): string | null;
  roleOf(name: string): string | null;
}

export function PagePreview({ page, typeOf, roleOf }: PagePreviewProps) {
  const { t, label } = useWords();
  const settings = useAppState((state) => state.corpus?.settings);
  const roleName = (name: string) => {
    const role = settings?.roles.find((one) => one.id === (roleOf(name) ?? name));
    return role ? label(role.label) : name;
  };
  const colorOf = (name: string) =>
    settings?.entityTypes.find((one) => one.id === (typeOf(name) ?? name))?.color ?? "#777777";
  const typeName = (name: string) => {
    const type = settings?.entityTypes.find((one) => one.id === (typeOf(name) ?? name));
    return type ? label(type.label) : name;
  };
  const meta = [page.title, page.date, page.page].filter((text) => text.trim());
  return (
    <ScrollRegion className="import-preview" label={t("import.preview")} lang="zh-CN" translate="no">
      {meta.length ? <p className="import-preview-meta">{meta.join(" · ")}</p> : null}
      {page.blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a preview have no other name and never move
        <p key={index} className="import-preview-block">
          <span className="import-preview-role">{roleName(block.role)}</span>
          <span className="import-preview-text">
            {runsOf(block).map((run) =>
              run.type === null ? (
                run.text
              ) : (
                <mark
                  key={run.start}
                  title={typeName(run.type)}
                  style={{ "--entity-color": colorOf(run.type) } as React.CSSProperties}
                >
                  {run.text}
                </mark>
              ),
            )}
          </span>
        </p>
      ))}
    </ScrollRegion>
  );
}
