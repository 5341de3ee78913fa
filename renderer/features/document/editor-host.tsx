/** The one component that owns an editor: makes it in an effect, destroys it in the same effect's cleanup. */
import { useEffect, useRef } from "react";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import type { TextPlace } from "../../app/store.ts";
import "../../editor/editor.css";
import type { Refused } from "../../editor/editor-api.ts";
import { createEditor } from "../../editor/index.ts";
import { useRefFor } from "../same-name/use-ref-for.ts";
import { useRegisteredNames } from "./use-names.ts";
import { useOpen, useOpenDocument } from "./use-open.ts";

export interface EditorRequests {
  onBlockMenu(request: { blockId: string; x: number; y: number }): void;
  onEntityMenu(request: { entityId: string; x: number; y: number; byKeyboard: boolean }): void;
  onRefused(refused: Refused): void;
  onFinding(): void;
  onSuggestion(): void;
  onRejectSuggestion(): void;
}

/** @param at what to select first */
export function EditorHost({ requests, at }: { requests: EditorRequests; at: TextPlace | null }) {
  const open = useOpenDocument();
  const { store } = useApp();
  const { t, language } = useWords();
  const settings = useAppState((state) => state.corpus?.settings);
  const relationsShown = useAppState((state) => state.relationsVisible);
  const mount = useRef<HTMLDivElement>(null);
  const editor = useOpen((snapshot) => snapshot.editor);
  const label = t("document.text");
  const names = useRegisteredNames();
  // What the editor is made with; later changes reach it through setOptions.
  const first = useRef({ settings, language, label, requests, at });
  const latest = useRef(requests);
  latest.current = requests;
  const refFor = useRefFor();
  const latestRefFor = useRef(refFor);
  latestRefFor.current = refFor;

  useEffect(() => {
    const { settings: corpus, language: words, label: name } = first.current;
    if (!mount.current || !corpus) return;
    const made = createEditor({
      mount: mount.current,
      document: open.current(),
      source: open.source,
      roles: corpus.roles,
      entityTypes: corpus.entityTypes,
      overlap: corpus.overlap ?? "any",
      relationTypes: corpus.relationTypes ?? [],
      relationsShown: store.getState().relationsVisible,
      names: [],
      language: words,
      mode: store.getState().mode,
      readOnly: open.readOnly,
      label: name,
      refFor: (...asked) => latestRefFor.current(...asked),
      onBlockMenu: (request) => latest.current.onBlockMenu(request),
      onEntityMenu: (request) => latest.current.onEntityMenu(request),
      onShowRelations: (shown) => store.setState({ relationsVisible: shown }),
      onRefused: (refused) => latest.current.onRefused(refused),
      onFinding: () => latest.current.onFinding(),
      onSuggestion: () => latest.current.onSuggestion(),
      onRejectSuggestion: () => latest.current.onRejectSuggestion(),
    });
    keepFromReact(mount.current.querySelector<HTMLElement>("[contenteditable]"));
    open.attach(made);
    made.focus();
    if (first.current.at) {
      made.scrollIntoView({ blockId: first.current.at.block });
      made.commands.selectText(first.current.at);
    }
    return () => {
      open.detach();
      made.destroy();
    };
  }, [open, store]);

  useEffect(() => {
    if (!settings) return;
    const { roles, entityTypes, relationTypes = [], overlap = "any" } = settings;
    editor?.setOptions({ roles, entityTypes, relationTypes, relationsShown, overlap, language, label });
  }, [editor, settings, relationsShown, language, label]);

  useEffect(() => {
    if (names) editor?.setOptions({ names });
  }, [editor, names]);

  return <div ref={mount} className="editor-mount" />;
}

/**
 * Before each commit React walks the whole focused editable element, to give it its selection back should the commit
 * take it away: 7 ms a key on a page of 300,000 characters. ProseMirror keeps its own selection and reads the attribute,
 * not this property; React sees nothing editable and leaves the text alone.
 */
function keepFromReact(text: HTMLElement | null): void {
  if (text) Object.defineProperty(text, "contentEditable", { get: () => "inherit", configurable: true });
}
