/**
 * After an entity was tagged, untagged or retyped: how often the same text stands elsewhere on the page, which one key
 * takes all, and the way to the same in the corpus. A bar under the text that never takes the focus.
 */
import { X } from "lucide-react";
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import type { EntityRequest } from "../../../shared/entities/plan-request.ts";
import { useCommand } from "../../app/commands-context.tsx";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import type { EntityView, GalleyEditor } from "../../editor/editor-api.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { KeyCaps } from "../../ui/key-caps.tsx";
import { useOpen } from "../document/use-open.ts";
import { type Deed, whatChanged } from "./what-changed.ts";

export function SameName() {
  const { api, store, actions } = useApp();
  const { t } = useWords();
  const editor = useOpen((snapshot) => snapshot.editor);
  const version = useDeferredValue(useOpen((snapshot) => snapshot.text?.version ?? 0));
  const isSaved = useOpen((snapshot) => snapshot.save.name === "saved");
  const isReadOnly = useAppState((state) => Boolean(state.corpus?.readOnly));
  const pageKey = useCommand("entity.samePage");
  const corpusKey = useCommand("entity.sameCorpus");
  const before = useRef<readonly EntityView[] | null>(null);
  const [deed, setDeed] = useState<Deed | null>(null);
  const [inCorpus, setInCorpus] = useState<{ deed: Deed; count: number } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for the list
  useEffect(() => {
    if (!editor) return;
    const now = editor.listEntities();
    const was = before.current;
    before.current = now;
    // What undo does is nothing to be done elsewhere.
    if (!was || was === now) return;
    if (editor.getSnapshot().canRedo) return setDeed(null);
    const next = whatChanged(was, now);
    // Taking the page at once changes many: what is offered stays, for the corpus.
    if (next) setDeed(next);
  }, [editor, version]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for the text
  const onPage = useMemo(() => (editor && deed ? countOf(editor, deed) : 0), [editor, deed, version]);
  useEffect(() => {
    // The page's own places are known; until it is saved, the corpus's are others.
    if (!deed || !isSaved || isReadOnly) return;
    let isGone = false;
    const { text } = deed;
    const count =
      deed.do === "tag"
        ? api.call("searchCorpus", {
            query: { text, regex: false, role: null, type: null, status: null, sort: "page" },
            offset: 0,
            limit: 1,
          })
        : api.call("listEntities", {
            filter: { text, type: deed.do === "untag" ? deed.type : deed.from },
            offset: 0,
            limit: 1,
          });
    count.then(
      ({ total }) => !isGone && setInCorpus({ deed, count: total }),
      // Nobody asked for this: what fails is not offered.
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [api, deed, isSaved, isReadOnly]);

  const takePage = useCallback(() => {
    if (!editor || !deed) return;
    const { text, type } = deed;
    if (deed.do === "tag") editor.commands.spreadText(text, type, deed.id);
    else if (deed.do === "untag") editor.commands.removeSame(text, type);
    else editor.commands.retypeSame(text, deed.from, type);
    editor.focus();
  }, [editor, deed]);
  const takeCorpus = useCallback(() => {
    if (deed) void actions.showEntityPlan(requestOf(deed));
  }, [actions, deed]);
  const isOffered = deed !== null && !isReadOnly;
  useEffect(() => {
    store.setState({ sameName: isOffered ? { page: onPage ? takePage : null, corpus: takeCorpus } : null });
    return () => store.setState({ sameName: null });
  }, [store, isOffered, onPage, takePage, takeCorpus]);

  const elsewhere = inCorpus?.deed === deed ? inCorpus.count : 0;
  // Of a text that is only here there is nothing to offer.
  const own = deed?.do === "tag" ? 1 + onPage : onPage;
  const isInCorpus = elsewhere > own;
  if (!deed || !isOffered || (!onPage && !isInCorpus)) return null;
  return (
    <aside className="same-error" aria-label={t("sameName.label")}>
      <p role="status">
        {onPage
          ? t(`sameName.${deed.do}`, { text: deed.text, count: onPage })
          : t("sameName.onlyHere", { text: deed.text })}
      </p>
      {onPage ? (
        <Button weight="quiet" onMouseDown={(event) => event.preventDefault()} onClick={takePage}>
          {t("sameName.page")}
          <KeyCaps keys={pageKey.keys} />
        </Button>
      ) : null}
      <Button weight="quiet" onMouseDown={(event) => event.preventDefault()} onClick={takeCorpus}>
        {isInCorpus ? t("sameName.corpusCount", { count: elsewhere }) : t("sameName.corpus")}
        <KeyCaps keys={corpusKey.keys} />
      </Button>
      <IconButton
        name={t("sameName.dismiss")}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setDeed(null)}
      >
        <X size={14} aria-hidden />
      </IconButton>
    </aside>
  );
}

function countOf(editor: GalleyEditor, deed: Deed): number {
  if (deed.do === "tag") return editor.countFree(deed.text, deed.type);
  const type = deed.do === "untag" ? deed.type : deed.from;
  return editor.listEntities().filter((entity) => entity.text === deed.text && entity.type === type).length;
}

function requestOf(deed: Deed): EntityRequest {
  const { text, type } = deed;
  if (deed.do === "tag") return { do: "tag", text, type };
  return deed.do === "untag" ? { do: "untag", text, type } : { do: "retype", text, from: deed.from, to: type };
}
