/** The bar over a document: where one is, its status, the mode, the panes. */
import {
  ArrowLeft,
  ChevronLeft,
  ChevronRight,
  CircleCheckBig,
  FileDiff,
  History,
  Lock,
  PanelRight,
  PencilLine,
  ScrollText,
  Tags,
} from "lucide-react";
import { useMemo } from "react";
import { statuses, titleOf } from "../../../shared/model/document.ts";
import { useCommand } from "../../app/commands-context.tsx";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { MainMenu } from "../../app/main-menu.tsx";
import type { Mode } from "../../editor/editor-api.ts";
import { Button, Hint, IconButton } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { StatusIcon } from "../../ui/status-chip.tsx";
import { useOpen, useOpenDocument } from "./use-open.ts";

export function DocumentBar() {
  const open = useOpenDocument();
  const { t } = useWords();
  const status = useOpen((snapshot) => snapshot.status);
  const back = useCommand("document.back");
  const previous = useCommand("document.previous");
  const next = useCommand("document.next");
  const done = useCommand("document.doneNext");
  const source = useCommand("document.source");
  const corrections = useCommand("document.corrections");
  const history = useCommand("document.history");
  const sidebar = useCommand("document.sidebar");
  const sourceVisible = useAppState((state) => state.preferences.sourceVisible);
  const correctionsVisible = useAppState((state) => state.correctionsVisible);
  const sidebarVisible = useAppState((state) => state.preferences.sidebarVisible);
  // The title as the list shows it: what was opened, not each keystroke.
  const title = useMemo(() => titleOf(open.current()), [open]);

  return (
    <header className="topbar document-bar">
      <IconButton name={t("document.back")} keys={back.keys} onClick={back.run}>
        <ArrowLeft size={18} aria-hidden />
      </IconButton>
      <div className="document-title">
        <h1 className="truncate" title={title}>
          {title || t("list.untitled")}
        </h1>
        <p className="quiet truncate" title={open.name}>
          {open.readOnly ? <Lock size={11} aria-label={t("app.readOnly")} /> : null} {open.name} · {open.encoding}
        </p>
      </div>
      <ModeSwitch />
      <Select
        label={t("document.status")}
        value={status}
        disabled={open.readOnly}
        className="status-select"
        options={statuses.map((value) => ({
          value,
          label: t(`status.${value}`),
          icon: <StatusIcon status={value} />,
        }))}
        onChange={(value) => open.setStatus(value)}
      />
      <Hint text={done.title} keys={done.keys}>
        <Button onClick={done.run} className="done-next" aria-label={t("document.doneNext")}>
          <CircleCheckBig size={15} aria-hidden />
          <span>{t("document.doneNext")}</span>
        </Button>
      </Hint>
      <span className="button-pair">
        <IconButton name={previous.title} keys={previous.keys} onClick={previous.run}>
          <ChevronLeft size={18} aria-hidden />
        </IconButton>
        <IconButton name={next.title} keys={next.keys} onClick={next.run}>
          <ChevronRight size={18} aria-hidden />
        </IconButton>
      </span>
      <span className="button-pair">
        <IconButton name={t("document.source")} keys={source.keys} pressed={sourceVisible} onClick={source.run}>
          <ScrollText size={17} aria-hidden />
        </IconButton>
        <IconButton
          name={t("corrections.title")}
          keys={corrections.keys}
          pressed={correctionsVisible}
          onClick={corrections.run}
        >
          <FileDiff size={17} aria-hidden />
        </IconButton>
        <IconButton name={t("history.title")} onClick={history.run}>
          <History size={17} aria-hidden />
        </IconButton>
        <IconButton name={t("document.sidebar")} keys={sidebar.keys} pressed={sidebarVisible} onClick={sidebar.run}>
          <PanelRight size={17} aria-hidden />
        </IconButton>
      </span>
      <MainMenu />
    </header>
  );
}

const modes: readonly { mode: Mode; title: "modeProofread" | "modeTag"; hint: "modeProofreadHint" | "modeTagHint" }[] =
  [
    { mode: "proofread", title: "modeProofread", hint: "modeProofreadHint" },
    { mode: "tag", title: "modeTag", hint: "modeTagHint" },
  ];

function ModeSwitch() {
  const open = useOpenDocument();
  const { store } = useApp();
  const { t } = useWords();
  const mode = useOpen((snapshot) => snapshot.text?.mode ?? null);
  const { keys } = useCommand("document.mode");
  const switchTo = (wanted: Mode) => {
    const { editor, text } = open.getSnapshot();
    if (text?.mode !== wanted) store.getState().document?.toggleMode();
    editor?.focus();
  };
  return (
    <fieldset className="mode-switch" disabled={open.readOnly}>
      <legend className="visually-hidden">{t("document.mode")}</legend>
      {modes.map((one) => (
        <Hint key={one.mode} text={t(`document.${one.hint}`)} keys={keys}>
          <button
            type="button"
            className={`mode-button mode-${one.mode}`}
            aria-pressed={mode === one.mode}
            onClick={() => switchTo(one.mode)}
          >
            {one.mode === "proofread" ? <PencilLine size={15} aria-hidden /> : <Tags size={15} aria-hidden />}
            {t(`document.${one.title}`)}
          </button>
        </Hint>
      ))}
    </fieldset>
  );
}
