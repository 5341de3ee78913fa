/** A relation that is being made, in the place of the tag bar: from what, to what, and the key of each kind. */
import { allowsRelation } from "../../../shared/entities/tagset/tagset.ts";
import { useAppState, useWords } from "../../app/context.tsx";
import { KeyCaps } from "../../ui/key-caps.tsx";
import { useOpen } from "./use-open.ts";

export function RelationBar({ relating }: { relating: { from: string; to: string | null } }) {
  const { t, label } = useWords();
  const types = useAppState((state) => state.corpus?.settings.relationTypes) ?? [];
  const editor = useOpen((snapshot) => snapshot.editor);
  const find = (id: string | null) => editor?.listEntities().find((entity) => entity.id === id) ?? null;
  const [from, to] = [find(relating.from), find(relating.to)];
  if (!editor || !from) return null;
  const fits = (type: (typeof types)[number]) => to !== null && allowsRelation(type, from.type, to.type);
  const isHopeless = to !== null && !types.some(fits);
  return (
    <>
      <span className="tag-bar-lead relation-ends" role="status">
        {types.length
          ? t(to ? (isHopeless ? "tagset.noKindFits" : "tagset.relating") : "tagset.relatingFrom", {
              from: from.text,
              to: to?.text ?? "",
            })
          : t("tagset.noKinds")}
      </span>
      {types.map((type, index) => (
        <button
          key={type.id}
          type="button"
          tabIndex={-1}
          className="tag-bar-key"
          disabled={!fits(type)}
          onClick={() => {
            editor.commands.finishRelation(type.id);
            editor.focus();
          }}
        >
          <span>{label(type.label) || type.id}</span>
          {index < 9 ? <KeyCaps keys={[String(index + 1)]} /> : null}
        </button>
      ))}
      <span className="tag-bar-more">
        <KeyCaps keys={["Tab"]} /> {t("tagging.next")}
        <KeyCaps keys={["Esc"]} /> {t("tagset.giveUp")}
      </span>
    </>
  );
}
