/** The line under a document: mode, role, characters, entity at the caret, and how saving stands. */
import { CircleAlert, CircleCheck, CircleDashed, CircleDot, GitCompareArrows, LoaderCircle, Lock } from "lucide-react";
import { useMemo } from "react";
import { codePointLength } from "../../../shared/model/offsets.ts";
import { useAppState, useWords } from "../../app/context.tsx";
import { describeError } from "../../app/errors.ts";
import { FindingsCount } from "../findings/findings-count.tsx";
import { useOpen, useOpenDocument, useTextVersion } from "./use-open.ts";

export function StatusBar() {
  const { t, label } = useWords();
  // Its parts, not the whole: that is another with every key.
  const mode = useOpen((snapshot) => snapshot.text?.mode);
  const roleId = useOpen((snapshot) => snapshot.text?.role);
  const entity = useOpen((snapshot) => snapshot.text?.entities[0]);
  const settings = useAppState((state) => state.corpus?.settings);
  const role = settings?.roles.find((one) => one.id === roleId);
  const type = settings?.entityTypes.find((one) => one.id === entity?.type);
  return (
    <footer className="statusbar">
      <span className="statusbar-mode">
        {mode === "tag" ? t("document.modeTag") : t("document.modeProofread")}
        <span className="statusbar-mode-hint">
          {" "}
          · {mode === "tag" ? t("document.modeTagHint") : t("document.modeProofreadHint")}
        </span>
      </span>
      <span className="statusbar-item">
        {mode ? (role ? label(role.label) : (roleId ?? t("document.manyRoles"))) : ""}
      </span>
      <span className="statusbar-item statusbar-entity truncate">
        {entity ? (
          <>
            <span
              className="type-dot"
              style={{ "--entity-color": type?.color ?? "#808080" } as React.CSSProperties}
              aria-hidden
            />
            <span className="truncate">{entity.text}</span>
            <span className="quiet">{type ? label(type.label) : entity.type}</span>
          </>
        ) : (
          <span className="quiet">{t("document.noEntity")}</span>
        )}
      </span>
      <FindingsCount />
      <Characters />
      <SaveIndicator />
    </footer>
  );
}

function Characters() {
  const { t } = useWords();
  const editor = useOpen((snapshot) => snapshot.editor);
  const version = useTextVersion();
  const selected = useOpen((snapshot) => snapshot.text?.selectedText ?? "");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for the text
  const total = useMemo(
    () =>
      editor
        ?.outline()
        .reduce((sum, article) => sum + article.blocks.reduce((all, block) => all + block.codePoints, 0), 0) ?? 0,
    [editor, version],
  );
  return (
    <span className="statusbar-item statusbar-count">
      {selected
        ? t("document.charactersSelected", { n: codePointLength(selected) })
        : t("document.characters", { n: total })}
    </span>
  );
}

const icons = {
  saved: CircleCheck,
  dirty: CircleDot,
  saving: LoaderCircle,
  failed: CircleAlert,
  conflict: GitCompareArrows,
} as const;

function SaveIndicator() {
  const open = useOpenDocument();
  const { t, language } = useWords();
  const save = useOpen((snapshot) => snapshot.save);
  if (open.readOnly) {
    return (
      <span className="save-state">
        <Lock size={14} aria-hidden /> {t("save.readOnly")}
      </span>
    );
  }
  const Icon = icons[save.name] ?? CircleDashed;
  const problem = save.name === "failed" ? describeError(save.error, t, language) : null;
  return (
    <button
      type="button"
      className={`save-state save-${save.name}`}
      data-save={save.name}
      title={problem ? `${problem.title} ${problem.text} ${problem.technical}` : t("save.now")}
      onClick={() => (save.name === "conflict" ? open.setDeciding(true) : void open.saver.flush())}
    >
      <Icon size={14} aria-hidden />
      <span role="status">
        {t(`save.${save.name}`)}
        {problem ? ` · ${problem.title} · ${t("save.retryIn")}` : ""}
      </span>
    </button>
  );
}
