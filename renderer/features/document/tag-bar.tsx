/**
 * The keys that act on the text, always in sight under it: the types in tagging, the roles in proofreading. As high in
 * both, so that switching moves nothing. The mouse can press them too; the text keeps its focus.
 */
import { Tags } from "lucide-react";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { showNotice } from "../../app/notices.ts";
import { IconButton } from "../../ui/button.tsx";
import { KeyCaps } from "../../ui/key-caps.tsx";
import { RelationBar } from "./relation-bar.tsx";
import { useOpen } from "./use-open.ts";

export function TagBar() {
  const { t } = useWords();
  const mode = useOpen((snapshot) => snapshot.text?.mode ?? null);
  const readOnly = useOpen((snapshot) => snapshot.text?.readOnly ?? true);
  const relating = useOpen((snapshot) => snapshot.text?.relating ?? null);
  if (!mode || readOnly) return null;
  return (
    <div
      role="toolbar"
      aria-label={t(relating ? "tagset.relations" : mode === "tag" ? "toolbar.types" : "toolbar.roles")}
      className="tag-bar"
      onMouseDown={(event) => event.preventDefault()}
    >
      {relating ? <RelationBar relating={relating} /> : mode === "tag" ? <Types /> : <Roles />}
    </div>
  );
}

function Types() {
  const { t, label } = useWords();
  const { actions } = useApp();
  const editTagset = () => actions.openDialog({ name: "tagset" });
  const types = useAppState((state) => state.corpus?.settings.entityTypes) ?? [];
  const editor = useOpen((snapshot) => snapshot.editor);
  const entities = useOpen((snapshot) => snapshot.text?.entities ?? null);
  const held = new Set(entities?.map((entity) => entity.type));
  const tag = (type: string) => {
    if (!editor?.commands.tag(type)) showNotice({ kind: "info", title: t("toolbar.selectFirst"), id: "select-first" });
  };
  return (
    <>
      <span className="tag-bar-lead">{t("toolbar.tagHint")}</span>
      {types.map((type) => (
        <button
          key={type.id}
          type="button"
          tabIndex={-1}
          className="tag-bar-key"
          aria-pressed={held.has(type.id)}
          style={{ "--entity-color": type.color } as React.CSSProperties}
          onClick={() => tag(type.id)}
        >
          <span className="type-name">{label(type.label)}</span>
          {type.key ? <KeyCaps keys={[type.key.toUpperCase()]} /> : null}
        </button>
      ))}
      <span className="tag-bar-more">
        <KeyCaps keys={["Space"]} /> {t("tagging.select")}
        <KeyCaps keys={["Tab"]} /> {t("tagging.next")}
        <KeyCaps keys={[",", "."]} /> {t("entities.end")}
        <KeyCaps keys={["Enter"]} /> {t("shortcuts.tag.entityMenu")}
        <KeyCaps keys={["Del"]} /> {t("entities.remove")}
      </span>
      <IconButton name={t("tagset.edit")} className="tag-bar-edit" tabIndex={-1} onClick={editTagset}>
        <Tags size={15} aria-hidden />
      </IconButton>
    </>
  );
}

function Roles() {
  const { t, label } = useWords();
  const roles = useAppState((state) => state.corpus?.settings.roles) ?? [];
  const platform = useAppState((state) => state.info.platform);
  const editor = useOpen((snapshot) => snapshot.editor);
  const role = useOpen((snapshot) => snapshot.text?.role ?? null);
  return (
    <>
      <span className="tag-bar-lead">
        {t("toolbar.role")} <KeyCaps keys={[platform === "mac" ? "⌥" : "Alt"]} /> +
      </span>
      {roles.map((one) => (
        <button
          key={one.id}
          type="button"
          tabIndex={-1}
          className="tag-bar-key"
          aria-pressed={one.id === role}
          onClick={() => editor?.commands.setRole(one.id)}
        >
          <span>{label(one.label)}</span>
          {one.key ? <KeyCaps keys={[one.key]} /> : null}
        </button>
      ))}
    </>
  );
}
