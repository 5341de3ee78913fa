/** Why the active suggestion was made, beside it, and the keys that decide. The text keeps the focus. */
import { Check, X } from "lucide-react";
import { type RefObject, useCallback, useEffect } from "react";
import type { Suggestion } from "../../../shared/entities/suggestion.ts";
import { useCommand } from "../../app/commands-context.tsx";
import { useAppState, useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { KeyCaps } from "../../ui/key-caps.tsx";
import { useCardBeside } from "../document/use-card-beside.ts";
import { useOpen } from "../document/use-open.ts";
import { Score } from "./score.tsx";
import "./suggestions.css";
import { usePageSuggestions, useSuggestions } from "./use-suggestions.ts";

export function SuggestionCard({ textPane }: { textPane: RefObject<HTMLElement | null> }) {
  const suggestion = useOpen((snapshot) => snapshot.text?.suggestion ?? null);
  const isComposing = useOpen((snapshot) => snapshot.text?.composing ?? false);
  const card = useSuggestions((snapshot) => snapshot.card);
  const page = usePageSuggestions();
  const isShown = card && suggestion !== null && !isComposing;

  useEffect(() => {
    if (!isShown) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.isComposing) page.showCard(false);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [isShown, page]);

  return isShown ? <Card suggestion={suggestion} textPane={textPane} /> : null;
}

function Card({ suggestion, textPane }: { suggestion: Suggestion; textPane: RefObject<HTMLElement | null> }) {
  const { t, label } = useWords();
  const page = usePageSuggestions();
  const types = useAppState((state) => state.corpus?.settings.entityTypes);
  const editor = useOpen((snapshot) => snapshot.editor);
  const text = useOpen((snapshot) => snapshot.text);
  const accept = useCommand("suggestion.accept");
  const reject = useCommand("suggestion.reject");
  const type = types?.find(({ id }) => id === suggestion.type);
  const isTagging = text?.mode === "tag";

  const rectOf = useCallback(() => editor?.suggestions.rectOf(suggestion), [editor, suggestion]);
  const card = useCardBeside(textPane, rectOf);

  return (
    <div
      ref={card}
      role="dialog"
      aria-label={t("suggestions.card")}
      className="suggestion-card popup"
      style={{ "--entity-color": type?.color ?? "#777777" } as React.CSSProperties}
      // The text keeps its focus and its selection.
      onMouseDown={(event) => event.preventDefault()}
    >
      <header className="why-head">
        <span className="type-dot" aria-hidden />
        <h2 className="why-title type-name">{type ? label(type.label) : suggestion.type}</h2>
        <Score score={suggestion.score} />
      </header>
      <p>{label(suggestion.reason)}</p>
      <div className="why-buttons">
        <Button weight="primary" tabIndex={-1} disabled={!accept.enabled} onClick={() => page.accept()}>
          <Check size={15} aria-hidden />
          {t("suggestions.accept")}
          {isTagging ? <KeyCaps keys={["Enter"]} /> : null}
        </Button>
        <Button tabIndex={-1} disabled={!reject.enabled} onClick={() => page.reject()}>
          <X size={15} aria-hidden />
          {t("suggestions.reject")}
          {isTagging ? <KeyCaps keys={["⌫"]} /> : null}
        </Button>
      </div>
      {isTagging ? <p className="quiet suggestion-hint">{t("suggestions.otherType")}</p> : null}
    </div>
  );
}
