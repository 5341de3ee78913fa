// biome-ignore-all lint/a11y/useSemanticElements: a virtual list places its rows itself, which tr and td forbid
/** One row of the table; a row that is not loaded yet keeps its place. */
import { FileWarning } from "lucide-react";
import type { MouseEvent } from "react";
import type { DocumentRow } from "../../../shared/api.ts";
import { useWords } from "../../app/context.tsx";
import { describeError, errorLine } from "../../app/errors.ts";
import { formatMoment, numbersIn } from "../../app/i18n/i18n.ts";
import { StatusChip } from "../../ui/status-chip.tsx";

interface DocumentRowProps {
  row: DocumentRow | null;
  index: number;
  /** Pixels from the top of the table's body. */
  offset: number;
  selected: boolean;
  current: boolean;
  onClick(index: number, event: MouseEvent): void;
  onOpen(index: number): void;
}

export function DocumentRowView({ row, index, offset, selected, current, onClick, onOpen }: DocumentRowProps) {
  const className = ["table-row table-columns", selected ? "is-selected" : "", current ? "is-current" : ""].join(" ");
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys
    <div
      id={`row-${index}`}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={className}
      style={{ transform: `translateY(${offset}px)` }}
      onClick={(event) => onClick(index, event)}
      onDoubleClick={() => onOpen(index)}
    >
      {row ? <Cells row={row} onOpen={() => onOpen(index)} /> : <Waiting />}
    </div>
  );
}

function Waiting() {
  return (
    <div role="gridcell" tabIndex={-1} className="cell">
      <span className="waiting" aria-hidden />
    </div>
  );
}

function Cells({ row, onOpen }: { row: DocumentRow; onOpen(): void }) {
  const { t, language } = useWords();
  const number = numbersIn(language);
  if (row.problem !== null) {
    const { title, text } = describeError(row.problem, t, language);
    return (
      <>
        <div role="gridcell" tabIndex={-1} className="cell cell-title cell-problem">
          <FileWarning size={15} aria-hidden />
          <span className="truncate" title={errorLine(row.problem, t, language)}>
            <strong>{title}</strong> {text}
          </span>
        </div>
        <div role="gridcell" tabIndex={-1} className="cell cell-name quiet">
          <span className="truncate">{row.name || row.id}</span>
        </div>
      </>
    );
  }
  return (
    <>
      <div role="gridcell" tabIndex={-1} className="cell cell-title">
        {/* A click on the title opens; elsewhere in the row it selects. */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the grid opens */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter on the grid opens */}
        <span
          className="title-link truncate"
          title={row.title}
          onClick={(event) => {
            if (event.shiftKey || event.ctrlKey || event.metaKey) return;
            event.stopPropagation();
            onOpen();
          }}
        >
          {row.title || <span className="quiet">{t("list.untitled")}</span>}
        </span>
      </div>
      <div role="gridcell" tabIndex={-1} className="cell cell-name quiet">
        <span className="truncate" title={row.name}>
          {row.name}
        </span>
      </div>
      <div role="gridcell" tabIndex={-1} className="cell cell-status">
        <StatusChip status={row.status} text={t(`status.${row.status}`)} />
      </div>
      <div role="gridcell" tabIndex={-1} className="cell cell-characters">
        {number.format(row.characters)}
      </div>
      <div role="gridcell" tabIndex={-1} className="cell cell-articles">
        {number.format(row.articles)}
      </div>
      <div role="gridcell" tabIndex={-1} className="cell cell-entities">
        {number.format(row.entities)}
      </div>
      <div role="gridcell" tabIndex={-1} className="cell cell-findings">
        {row.findings === null ? (
          <span className="quiet" title={t("list.findingsUnknown")}>
            –
          </span>
        ) : (
          number.format(row.findings)
        )}
      </div>
      <div role="gridcell" tabIndex={-1} className="cell cell-updatedAt quiet">
        <time dateTime={row.updatedAt}>{formatMoment(row.updatedAt, language)}</time>
      </div>
    </>
  );
}
