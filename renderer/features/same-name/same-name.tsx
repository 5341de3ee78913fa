/**
 * After an entity was tagged, untagged or retyped: how often the same text stands elsewhere on the page, and what its
 * entry is called besides (in either script), which one key takes all, and the way to the same in the corpus. A bar under the text that never takes the focus.
 */
import { X } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { EntityRequest } from "../../../shared/entities/plan-request.ts";
import { type OtherName, otherNames } from "../../../shared/entities/variants.ts";
import { useCommand } from "../../app/commands-context.tsx";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import type { EntityView, GalleyEditor } from "../../editor/editor-api.ts";
import { afterFrame } from "../../ui/after-frame.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { KeyCaps } from "../../ui/key-caps.tsx";
import { useOpen, useTextVersion } from "../document/use-open.ts";
import { type Deed, whatChanged } from "./what-changed.ts";

/** Other names that are looked for in the corpus, for the count alone. */
const MOST_NAMES = 5;

export function SameName() {
  const { api, store, actions } = useApp();
  const { t } = useWords();
  const editor = useOpen((snapshot) => snapshot.editor);
  const version = useTextVersion();
  const isSaved = useOpen((snapshot) => snapshot.save.name === "saved");
  const isReadOnly = useAppState((state) => Boolean(state.corpus?.readOnly));
  const pageKey = useCommand("entity.samePage");
  const corpusKey = useCommand("entity.sameCorpus");
  const before = useRef<readonly EntityView[] | null>(null);
  const [deed, setDeed] = useState<Deed | null>(null);
  const latest = useRef<Deed | null>(null);
  const [names, setNames] = useState<{ deed: Deed; others: readonly OtherName[] } | null>(null);
  /** Other names that are not to be taken along. */
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const namesKey = useCommand("entity.sameNames");
  const [inCorpus, setInCorpus] = useState<{ deed: Deed; count: number } | null>(null);

  /** What was done last, as of now: the bar is drawn a moment after the text, and its keys must not mean what it said before. */
  const follow = useCallback((): Deed | null => {
    if (!editor) return null;
    const now = editor.listEntities();
    const was = before.current;
    before.current = now;
    if (!was || was === now) return latest.current;
    // What undo does is nothing to be done elsewhere. Taking the page at once changes many: what is offered stays, for the corpus.
    const next = editor.getSnapshot().canRedo ? null : (whatChanged(was, now) ?? latest.current);
    if (next === latest.current) return next;
    latest.current = next;
    setDeed(next);
    setLeft(new Set());
    return next;
  }, [editor]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for the list
  useEffect(() => afterFrame(follow), [follow, version]);
  useEffect(() => {
    if (!editor || deed?.do !== "tag") return;
    let isGone = false;
    const ref = editor.listEntities().find(({ id }) => id === deed.id)?.ref ?? null;
    const tell = (others: readonly OtherName[]) => !isGone && setNames({ deed, others });
    if (ref === null) tell(otherNames(deed.text, null));
    else
      api.call("readEntry", { id: ref }).then(
        (found) => tell(otherNames(deed.text, found?.entry ?? null)),
        // Nobody asked for this: what fails is not offered.
        () => {},
      );
    return () => {
      isGone = true;
    };
  }, [api, editor, deed]);
  const others = names?.deed === deed ? names.others : none;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for the text
  const shown = useMemo(
    () =>
      editor && deed
        ? others
            .map((one) => ({ ...one, count: editor.countFree(one.name, deed.type) }))
            .filter(({ name, count }) => count > 0 || left.has(name))
        : [],
    [editor, deed, others, left, version],
  );
  const taken = useMemo(() => others.map(({ name }) => name).filter((name) => !left.has(name)), [others, left]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for the text
  const onPage = useMemo(() => (editor && deed ? countOf(editor, deed) : 0), [editor, deed, version]);
  useEffect(() => {
    // The page's own places are known; until it is saved, the corpus's are others.
    if (!deed || !isSaved || isReadOnly) return;
    let isGone = false;
    const { text } = deed;
    const countText = (one: string) =>
      api.call("searchCorpus", {
        query: { text: one, regex: false, role: null, type: null, status: null, sort: "page" },
        offset: 0,
        limit: 1,
      });
    const tell = (count: number) => !isGone && setInCorpus({ deed, count });
    const countAll = async () => {
      let sum = 0;
      // One after the other: a search takes the place of the one before it. What is known is offered at once.
      for (const one of [text, ...others.slice(0, MOST_NAMES).map(({ name }) => name)]) {
        if (isGone) return;
        sum += (await countText(one)).total;
        tell(sum);
      }
    };
    const filter = { text, type: deed.do === "retype" ? deed.from : deed.type };
    const counted =
      deed.do === "tag"
        ? countAll()
        : api.call("listEntities", { filter, offset: 0, limit: 1 }).then(({ total }) => tell(total));
    // Nobody asked for this: what fails is not offered.
    counted.catch(() => {});
    return () => {
      isGone = true;
    };
  }, [api, deed, others, isSaved, isReadOnly]);

  const takePage = useCallback(() => {
    const now = follow();
    if (!editor || !now) return;
    const { text, type } = now;
    // Other names that nobody has seen yet are not taken along.
    if (now.do === "tag") editor.commands.spreadText(text, type, now.id, now === deed ? taken : none);
    else if (now.do === "untag") editor.commands.removeSame(text, type);
    else editor.commands.retypeSame(text, now.from, type);
    editor.focus();
  }, [editor, follow, deed, taken]);
  const takeCorpus = useCallback(() => {
    const now = follow();
    if (now) void actions.showEntityPlan(requestOf(now, now !== deed || taken.length > 0));
  }, [actions, follow, deed, taken]);
  const dismiss = () => {
    latest.current = null;
    setDeed(null);
  };
  const toggleNames = useCallback(() => {
    setLeft((now) => (now.size ? new Set() : new Set(others.map(({ name }) => name))));
  }, [others]);
  const isOffered = deed !== null && !isReadOnly;
  const othersOnPage = shown.reduce((sum, { name, count }) => sum + (left.has(name) ? 0 : count), 0);
  const isOnPage = onPage + othersOnPage > 0;
  const hasNames = shown.length > 0;
  useEffect(() => {
    const page = isOnPage ? takePage : null;
    const names = hasNames ? toggleNames : null;
    store.setState({ sameName: isOffered ? { page, names, corpus: takeCorpus } : null });
    return () => store.setState({ sameName: null });
  }, [store, isOffered, isOnPage, hasNames, takePage, toggleNames, takeCorpus]);

  const elsewhere = inCorpus?.deed === deed ? inCorpus.count : 0;
  // Of a text that is only here there is nothing to offer.
  const all = onPage + shown.reduce((sum, { count }) => sum + count, 0);
  const isInCorpus = elsewhere > (deed?.do === "tag" ? 1 + all : all);
  if (!deed || !isOffered || (!onPage && !hasNames && !isInCorpus)) return null;
  return (
    <aside className="same-error" aria-label={t("sameName.label")}>
      <p role="status">
        {onPage
          ? t(`sameName.${deed.do}`, { text: deed.text, count: onPage })
          : t("sameName.onlyHere", { text: deed.text })}
      </p>
      {hasNames ? (
        <fieldset className="same-names">
          <legend className="visually-hidden">{t("sameName.also")}</legend>
          {shown.map(({ name, kind, count }) => (
            <label key={name} className="same-name" title={t("sameName.also")}>
              <input
                type="checkbox"
                checked={!left.has(name)}
                onMouseDown={(event) => event.preventDefault()}
                onChange={() => setLeft((now) => toggled(now, name))}
              />
              <span className="truncate" lang="zh">
                {name}
              </span>
              <span className="quiet">
                {t(`sameName.${kind}`)} {count || ""}
              </span>
            </label>
          ))}
          <KeyCaps keys={namesKey.keys} />
        </fieldset>
      ) : null}
      {isOnPage ? (
        <Button weight="quiet" onMouseDown={(event) => event.preventDefault()} onClick={takePage}>
          {t("sameName.page")}
          <KeyCaps keys={pageKey.keys} />
        </Button>
      ) : null}
      <Button weight="quiet" onMouseDown={(event) => event.preventDefault()} onClick={takeCorpus}>
        {isInCorpus ? t("sameName.corpusCount", { count: elsewhere }) : t("sameName.corpus")}
        <KeyCaps keys={corpusKey.keys} />
      </Button>
      <IconButton name={t("sameName.dismiss")} onMouseDown={(event) => event.preventDefault()} onClick={dismiss}>
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

const none: readonly never[] = [];

function toggled(names: ReadonlySet<string>, name: string): Set<string> {
  const next = new Set(names);
  if (!next.delete(name)) next.add(name);
  return next;
}

/** @param also its other names as well; the plan lists them apart, to be unticked */
function requestOf(deed: Deed, also: boolean): EntityRequest {
  const { text, type } = deed;
  if (deed.do === "tag") return { do: "tag", text, type, also };
  return deed.do === "untag" ? { do: "untag", text, type } : { do: "retype", text, from: deed.from, to: type };
}
