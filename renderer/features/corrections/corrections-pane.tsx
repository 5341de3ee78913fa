/** The corrected text with its changes against the source, each of which can be gone to and taken back. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronDown, ChevronsUpDown, ChevronUp, Printer, Undo2 } from "lucide-react";
import { type KeyboardEvent, type Ref, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { type CorrectionKind, correctionKinds } from "../../../shared/corrections/correction.ts";
import { changedCharacters, type Measure } from "../../../shared/corrections/measure.ts";
import { errorRate } from "../../../shared/metrics/cer.ts";
import { levels } from "../../../shared/metrics/levels.ts";
import { CodePointText, LineNumbers } from "../../../shared/model/offsets.ts";
import { useCommand } from "../../app/commands-context.tsx";
import { useWords } from "../../app/context.tsx";
import { IconButton } from "../../ui/button.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { useOpenDocument } from "../document/use-open.ts";
import "./corrections.css";
import { type Row, rowsOf } from "./rows.ts";
import { TrackedText } from "./tracked-text.tsx";
import { useCorrections, usePageCorrections } from "./use-corrections.ts";

export function CorrectionsPane({ ref }: { ref: Ref<HTMLElement> }) {
  const { t } = useWords();
  const page = usePageCorrections();
  const snapshot = useCorrections();
  const [kind, setKind] = useState<CorrectionKind | null>(null);
  const [next, previous, revert] = [
    useCommand("corrections.next"),
    useCommand("corrections.previous"),
    useCommand("corrections.revert"),
  ];
  const sheet = useCommand("document.sheet");
  useEffect(() => page.start(), [page]);

  const corrections = snapshot?.page.corrections ?? [];
  const index = snapshot?.selected ? corrections.indexOf(snapshot.selected) : -1;
  return (
    <section ref={ref} className="corrections-pane" aria-label={t("corrections.region")}>
      <header className="pane-head">
        <h2 className="truncate">{t("corrections.title")}</h2>
        <span className="quiet" aria-live="polite">
          {corrections.length
            ? index < 0
              ? t("corrections.total", { count: corrections.length })
              : t("corrections.position", { n: index + 1, count: corrections.length })
            : ""}
        </span>
        <span className="button-pair">
          <IconButton name={previous.title} keys={previous.keys} disabled={!corrections.length} onClick={previous.run}>
            <ChevronUp size={16} aria-hidden />
          </IconButton>
          <IconButton name={next.title} keys={next.keys} disabled={!corrections.length} onClick={next.run}>
            <ChevronDown size={16} aria-hidden />
          </IconButton>
          <IconButton
            name={revert.title}
            keys={revert.keys}
            disabled={index < 0 || !revert.enabled}
            onClick={revert.run}
          >
            <Undo2 size={16} aria-hidden />
          </IconButton>
          <IconButton name={sheet.title} keys={sheet.keys} onClick={sheet.run}>
            <Printer size={16} aria-hidden />
          </IconButton>
        </span>
      </header>
      {snapshot ? (
        <Summary byKind={snapshot.page.byKind} errors={snapshot.page.errors} kind={kind} onKind={setKind} />
      ) : null}
      {snapshot && corrections.length ? (
        <Changes kind={kind} />
      ) : (
        <div className="panel-empty">
          {snapshot ? <p>{t("corrections.none")}</p> : <p className="quiet">{t("corrections.comparing")}</p>}
        </div>
      )}
    </section>
  );
}

interface SummaryProps {
  byKind: Measure["byKind"];
  errors: Measure["errors"] | null;
  kind: CorrectionKind | null;
  onKind(kind: CorrectionKind | null): void;
}

function Summary({ byKind, errors, kind, onKind }: SummaryProps) {
  const { t, language } = useWords();
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 2 });
  const present = correctionKinds.filter((one) => byKind[one].places || one === kind);
  return (
    <div className="corrections-summary">
      <dl className="corrections-rates">
        <div>
          <dt>{t("corrections.changed")}</dt>
          <dd>{t("corrections.characters", { count: changedCharacters(byKind) })}</dd>
        </div>
        {levels.map((level) => (
          <div key={level}>
            <dt>{t(`corrections.levels.${level}`)}</dt>
            <dd>{errors ? percent.format(errorRate(errors[level])) : "…"}</dd>
          </div>
        ))}
      </dl>
      {present.length ? (
        <fieldset className="kind-filter">
          <legend className="visually-hidden">{t("corrections.filter")}</legend>
          {present.map((one) => (
            <button
              key={one}
              type="button"
              className="kind-button"
              data-kind={one}
              aria-pressed={kind === one}
              onClick={() => onKind(kind === one ? null : one)}
            >
              {t(`corrections.kinds.${one}`)}
              <span className="kind-count">{byKind[one].places}</span>
            </button>
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}

function Changes({ kind }: { kind: CorrectionKind | null }) {
  const { t } = useWords();
  const open = useOpenDocument();
  const page = usePageCorrections();
  const snapshot = useDeferredValue(useCorrections());
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const scroller = useRef<HTMLElement>(null);
  const lines = useMemo(() => new LineNumbers(new CodePointText(open.source)), [open]);
  const shown = snapshot?.page;
  const rows = useMemo<Row[]>(
    () => (shown ? rowsOf(shown.document, shown.corrections, kind, unfolded) : []),
    [shown, kind, unfolded],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.row === "fold" ? 30 : 84),
    getItemKey: (index) => keyOf(rows[index]),
    overscan: 6,
  });
  const selected = snapshot?.selected ?? null;
  useEffect(() => {
    const index = rows.findIndex((row) => row.row === "block" && row.block.id === selected?.block);
    if (selected && index >= 0) virtual.scrollToIndex(index, { align: "auto" });
  }, [selected, rows, virtual]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") page.step(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Delete" || event.key === "Backspace") page.revert();
    else return;
    event.preventDefault();
  };
  return (
    <ScrollRegion
      ref={scroller}
      className="corrections-scroller"
      label={t("corrections.list")}
      data-pane-focus
      onKeyDown={onKeyDown}
    >
      <ul className="corrections-list" style={{ height: virtual.getTotalSize() }} lang="zh-CN" translate="no">
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="corrections-row"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row.row === "fold" ? (
                <button
                  type="button"
                  className="corrections-fold"
                  onClick={() => setUnfolded(new Set(unfolded).add(row.first))}
                >
                  <ChevronsUpDown size={13} aria-hidden />
                  {t("corrections.unchanged", { count: row.count })}
                </button>
              ) : (
                <TrackedText block={row.block} selected={selected} lines={lines} />
              )}
            </li>
          );
        })}
      </ul>
    </ScrollRegion>
  );
}

function keyOf(row: Row | undefined): string {
  if (!row) return "";
  return row.row === "fold" ? `fold ${row.first}` : row.block.id;
}
