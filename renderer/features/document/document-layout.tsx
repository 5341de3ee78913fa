/** The panes of an open document: text, source, sidebar, bars; and the menus that open in the text. */
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { serializeDocument } from "../../../shared/model/serialize.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { describeError } from "../../app/errors.ts";
import type { DocumentSession } from "../../app/session.ts";
import type { TextPlace } from "../../app/store.ts";
import { saveFile } from "../../ui/save-file.ts";
import { CorrectionsPane } from "../corrections/corrections-pane.tsx";
import { CorrectionsContext, useNewCorrections } from "../corrections/use-corrections.ts";
import { RepairPlan } from "../findings/repair-plan.tsx";
import { useNewProofing } from "../findings/use-proofing.ts";
import { WhyCard } from "../findings/why-card.tsx";
import { LinkPicker } from "../same-name/link-picker.tsx";
import { SameName } from "../same-name/same-name.tsx";
import { SourcePane } from "../source/source-pane.tsx";
import { SuggestionCard } from "../suggestions/suggestion-card.tsx";
import { useNewSuggestions } from "../suggestions/use-suggestions.ts";
import { DraftBanner } from "../versions/draft-banner.tsx";
import { BlockMenu } from "./block-menu.tsx";
import { DocumentBar } from "./document-bar.tsx";
import { EditorHost, type EditorRequests } from "./editor-host.tsx";
import { EntityPopover } from "./entity-popover.tsx";
import { FloatingToolbar } from "./floating-toolbar.tsx";
import { keepingPlace } from "./keep-place.ts";
import { PageContexts } from "./page-contexts.tsx";
import { showRefused } from "./refused.ts";
import { SameError } from "./same-error.tsx";
import { Sidebar } from "./sidebar.tsx";
import { StatusBar } from "./status-bar.tsx";
import { TagBar } from "./tag-bar.tsx";
import { useCurrentBlock } from "./use-current-block.ts";
import { useOpen, useOpenDocument } from "./use-open.ts";

export interface At {
  x: number;
  y: number;
}

/** Reasons that a banner over every view tells already. */
const saidOfCorpus: ReadonlySet<string> = new Set(["corpus-held", "corpus-emptied"]);

/** @param at what to select first */
export function DocumentLayout({ at }: { at: TextPlace | null }) {
  const open = useOpenDocument();
  const { store } = useApp();
  const { t, language } = useWords();
  const sourceVisible = useAppState((state) => state.preferences.sourceVisible);
  const correctionsVisible = useAppState((state) => state.correctionsVisible);
  const sidebarVisible = useAppState((state) => state.preferences.sidebarVisible);
  const mode = useOpen((snapshot) => snapshot.text?.mode ?? null);
  const isRelating = useOpen((snapshot) => snapshot.text?.relating != null);
  const [blockMenu, setBlockMenu] = useState<(At & { blockId: string }) | null>(null);
  const [entityMenu, setEntityMenu] = useState<(At & { entityId: string; byKeyboard: boolean }) | null>(null);
  const [linking, setLinking] = useState<(At & { entityId: string }) | null>(null);
  const textPane = useRef<HTMLElement>(null);
  const correctionsPane = useRef<HTMLElement>(null);
  const sourcePane = useRef<HTMLElement>(null);
  const sidebarPane = useRef<HTMLElement>(null);

  const planPane = useRef<HTMLElement>(null);
  const proofing = useNewProofing();
  const planVisible = useSyncExternalStore(proofing.subscribe, () => proofing.getSnapshot().plan !== "hidden");
  const corrections = useNewCorrections();
  const suggestions = useNewSuggestions();

  // Side by side the two leave the text no room: the one that was asked for last is shown.
  useEffect(() => {
    if (correctionsVisible) proofing.showPlan("hidden");
  }, [correctionsVisible, proofing]);
  const planAsked = useSyncExternalStore(proofing.subscribe, () => proofing.getSnapshot().plan === "asked");
  useEffect(() => {
    if (planAsked) store.setState({ correctionsVisible: false });
  }, [planAsked, store]);

  useCurrentBlock();
  useEffect(() => {
    if (mode) store.setState({ mode });
  }, [store, mode]);

  const requests = useMemo<EditorRequests>(
    () => ({
      onBlockMenu: (request) => {
        const { editor, text } = open.getSnapshot();
        // The menu acts on the selection: a block outside it becomes the selection.
        if (editor && !text?.blockIds.includes(request.blockId)) editor.commands.selectBlock(request.blockId);
        setEntityMenu(null);
        setBlockMenu(request);
      },
      onEntityMenu: (request) => setEntityMenu(request),
      onRefused: (refused) =>
        showRefused(refused, store.getState().corpus?.settings.entityTypes ?? [], { t, language }),
      onFinding: () => proofing.showWhy("shown"),
      onSuggestion: () => suggestions.showCard(true),
      onRejectSuggestion: () => suggestions.reject(),
    }),
    [open, proofing, suggestions, store, t, language],
  );

  useEffect(() => {
    const place = (): At => {
      const rect = open.getSnapshot().editor?.selectionRect();
      if (rect) return { x: rect.left, y: rect.bottom };
      const id = open.getSnapshot().text?.blockIds[0];
      const block = id ? textPane.current?.querySelector(`[data-block="${CSS.escape(id)}"]`) : null;
      const box = block?.getBoundingClientRect();
      return { x: box?.left ?? 200, y: box ? Math.min(box.top + 28, innerHeight - 40) : 200 };
    };
    const session: DocumentSession = {
      id: open.id,
      get editor() {
        return open.getSnapshot().editor;
      },
      get status() {
        return open.getSnapshot().status;
      },
      readOnly: open.readOnly,
      setStatus: (status) => open.setStatus(status),
      flush: () => open.saver.flush(),
      saveToFile: () => {
        const name = open.name.replace(/\.[^.]*$/, "");
        saveFile(`${name}.json`, serializeDocument(open.current()), "application/json");
      },
      toggleMode: () =>
        keepingPlace(textPane.current?.querySelector<HTMLElement>(".editor-mount") ?? null, () =>
          open.getSnapshot().editor?.commands.toggleMode(),
        ),
      openBlockMenu: () => {
        const blockId = open.getSnapshot().text?.blockIds[0];
        if (blockId) setBlockMenu({ ...place(), blockId });
      },
      openEntityMenu: () => {
        const entity = open.getSnapshot().text?.entities[0];
        if (entity) setEntityMenu({ ...place(), entityId: entity.id, byKeyboard: true });
      },
      openLinkPicker: () => {
        const entity = open.getSnapshot().text?.entities[0];
        if (entity) setLinking({ ...place(), entityId: entity.id });
      },
      cyclePane: () =>
        cyclePane(
          [textPane.current, sourcePane.current, planPane.current, correctionsPane.current, sidebarPane.current],
          () => open.getSnapshot().editor?.focus(),
        ),
      proofing: proofing.session,
      corrections: corrections.session,
      suggestions: suggestions.session,
    };
    store.setState({ document: session });
    return () => store.setState({ document: null });
  }, [open, store, proofing, corrections, suggestions]);

  const backToText = () => open.getSnapshot().editor?.focus();
  return (
    <PageContexts proofing={proofing} suggestions={suggestions}>
      <main className={mode === "tag" ? "document is-tagging" : "document"}>
        <DocumentBar />
        {open.readOnlyReason !== null && !saidOfCorpus.has(open.readOnlyReason.code) ? (
          <p className="banner" role="status">
            {t("document.readOnlyBanner", { reason: describeError(open.readOnlyReason, t, language).title })}
          </p>
        ) : null}
        <DraftBanner />
        <Group orientation="horizontal" className="document-panes" id="document-panes">
          <Panel id="text" minSize={380} className="pane">
            <section ref={textPane} className="text-pane" aria-label={t("document.region.text")}>
              <EditorHost requests={requests} at={at} />
            </section>
          </Panel>
          {sourceVisible ? (
            <>
              <Separator className="separator" aria-label={t("document.source")} />
              <Panel id="source" minSize={220} defaultSize="34%" className="pane">
                <SourcePane ref={sourcePane} textPane={textPane} />
              </Panel>
            </>
          ) : null}
          {planVisible ? (
            <>
              <Separator className="separator" aria-label={t("plan.title")} />
              <Panel
                id="plan"
                minSize={300}
                maxSize={600}
                defaultSize={Math.min(390, Math.round(window.innerWidth * 0.29))}
                className="pane"
                groupResizeBehavior="preserve-pixel-size"
              >
                <RepairPlan ref={planPane} />
              </Panel>
            </>
          ) : null}
          {correctionsVisible ? (
            <>
              <Separator className="separator" aria-label={t("corrections.title")} />
              <Panel id="corrections" minSize={280} defaultSize="38%" className="pane">
                <CorrectionsContext value={corrections}>
                  <CorrectionsPane ref={correctionsPane} />
                </CorrectionsContext>
              </Panel>
            </>
          ) : null}
          {sidebarVisible ? (
            <>
              <Separator className="separator" aria-label={t("document.sidebar")} />
              <Panel
                id="sidebar"
                minSize={210}
                maxSize={460}
                defaultSize={272}
                className="pane"
                groupResizeBehavior="preserve-pixel-size"
              >
                <Sidebar
                  ref={sidebarPane}
                  onEditEntity={(entityId, at) => setEntityMenu({ entityId, ...at, byKeyboard: true })}
                />
              </Panel>
            </>
          ) : null}
        </Group>
        <TagBar />
        <SameError />
        <SameName />
        <StatusBar />
        <WhyCard textPane={textPane} />
        <SuggestionCard textPane={textPane} />
        {blockMenu || entityMenu || isRelating ? null : <FloatingToolbar textPane={textPane} />}
        {blockMenu ? (
          <BlockMenu
            at={blockMenu}
            onClose={() => {
              setBlockMenu(null);
              backToText();
            }}
          />
        ) : null}
        {linking ? (
          <LinkPicker
            key={linking.entityId}
            request={linking}
            onClose={() => {
              setLinking(null);
              backToText();
            }}
          />
        ) : null}
        {entityMenu ? (
          <EntityPopover
            key={entityMenu.entityId}
            request={entityMenu}
            onLink={() => {
              setLinking(entityMenu);
              setEntityMenu(null);
            }}
            onClose={(refocus) => {
              setEntityMenu(null);
              if (refocus) backToText();
            }}
          />
        ) : null}
      </main>
    </PageContexts>
  );
}

/** Moves the focus to the pane after the one that has it. */
function cyclePane(panes: (HTMLElement | null)[], focusText: () => void): void {
  const there = panes.filter((pane) => pane !== null);
  const here = there.findIndex((pane) => pane.contains(document.activeElement));
  const next = there[(here + 1) % there.length];
  if (!next || next === panes[0]) focusText();
  else (next.querySelector<HTMLElement>("[data-pane-focus], [role=tab][aria-selected=true]") ?? next).focus();
}
