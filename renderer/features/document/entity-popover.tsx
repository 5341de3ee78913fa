/** One entity: its type, its edges, its note, its end. Opened with the mouse it leaves the focus in the text. */
import { Popover } from "@base-ui/react/popover";
import { ArrowLeftToLine, ArrowRightToLine, Bandage, ChevronLeft, ChevronRight, Link2, Trash2 } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { useAppState, useWords } from "../../app/context.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { AttributeFields } from "../entities/attribute-fields.tsx";
import { NoteField } from "../entities/note-field.tsx";
import { useOpen } from "./use-open.ts";

interface EntityPopoverProps {
  request: { entityId: string; x: number; y: number; byKeyboard: boolean };
  /** Which entry of the registry it names is to be chosen. */
  onLink(): void;
  /** `refocus`: the text should have the focus again. */
  onClose(refocus: boolean): void;
}

export function EntityPopover({ request, onLink, onClose }: EntityPopoverProps) {
  const { t, label } = useWords();
  const types = useAppState((state) => state.corpus?.settings.entityTypes) ?? [];
  const editor = useOpen((snapshot) => snapshot.editor);
  const version = useOpen((snapshot) => snapshot.text?.version ?? 0);
  const popup = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for the list
  const entity = useMemo(
    () => editor?.listEntities().find((one) => one.id === request.entityId),
    [editor, version, request.entityId],
  );

  // Gone by an undo or a deletion, or the text was changed by typing: this is over.
  const openedAt = useRef(version);
  useEffect(() => {
    const typed = version !== openedAt.current && !popup.current?.contains(document.activeElement);
    openedAt.current = version;
    if (!entity || (typed && !popup.current?.matches(":hover"))) onClose(false);
  }, [entity, version, onClose]);

  if (!entity || !editor) return null;
  const { commands } = editor;
  const isReadOnly = editor.getSnapshot().readOnly;
  const anchor = { getBoundingClientRect: () => new DOMRect(request.x, request.y, 0, 0) };
  const nudges = [
    { edge: "start", by: -1, name: t("entities.startLeft"), Icon: ChevronLeft },
    { edge: "start", by: 1, name: t("entities.startRight"), Icon: ChevronRight },
    { edge: "end", by: -1, name: t("entities.endLeft"), Icon: ChevronLeft },
    { edge: "end", by: 1, name: t("entities.endRight"), Icon: ChevronRight },
  ] as const;
  return (
    <Popover.Root
      open
      onOpenChange={(open, details) => !open && onClose(details.reason === "escape-key")}
      modal={false}
    >
      <Popover.Portal>
        <Popover.Positioner className="layer-popup" anchor={anchor} sideOffset={10} align="start">
          <Popover.Popup
            ref={popup}
            className="popup entity-popover"
            initialFocus={() =>
              request.byKeyboard && (popup.current?.querySelector<HTMLElement>("[data-attribute]") ?? true)
            }
            finalFocus={false}
            aria-label={t("entities.edit", { text: entity.text })}
          >
            <Popover.Title className="entity-title">
              <span className="truncate">{entity.text}</span>
              <span className="quiet entity-by">
                {t("entities.by", { by: entity.by === "editor" ? t("entities.editor") : entity.by })}
              </span>
            </Popover.Title>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's layout is its own */}
            <div role="group" aria-label={t("entities.change")} className="entity-types">
              {types.map((type) => (
                <button
                  key={type.id}
                  type="button"
                  className="entity-type"
                  disabled={isReadOnly}
                  aria-pressed={type.id === entity.type}
                  style={{ "--entity-color": type.color } as React.CSSProperties}
                  onClick={() => commands.setEntityType(entity.id, type.id)}
                >
                  <span className="type-dot" aria-hidden />
                  {label(type.label)}
                </button>
              ))}
            </div>
            <div className="entity-edges">
              {(["start", "end"] as const).map((edge) => (
                <span key={edge} className="entity-edge">
                  {edge === "start" ? (
                    <ArrowLeftToLine size={14} aria-hidden />
                  ) : (
                    <ArrowRightToLine size={14} aria-hidden />
                  )}
                  <span className="quiet">{t(`entities.${edge}`)}</span>
                  {nudges
                    .filter((nudge) => nudge.edge === edge)
                    .map(({ by, name, Icon }) => (
                      <IconButton
                        key={name}
                        name={name}
                        weight="normal"
                        disabled={!editor.can("nudgeEntity", edge, by, entity.id)}
                        onClick={() => commands.nudgeEntity(edge, by, entity.id)}
                      >
                        <Icon size={14} aria-hidden />
                      </IconButton>
                    ))}
                </span>
              ))}
            </div>
            <AttributeFields entity={entity} editor={editor} />
            <NoteField entity={entity} editor={editor} />
            <div className="row entity-buttons">
              {entity.holes ? (
                <Button
                  onClick={() => commands.healEntity(entity.id)}
                  title={t("entities.holes")}
                  disabled={isReadOnly}
                >
                  <Bandage size={14} aria-hidden />
                  {t("entities.heal")}
                </Button>
              ) : null}
              <Button disabled={isReadOnly} onClick={onLink}>
                <Link2 size={14} aria-hidden />
                {t(entity.ref === null ? "link.command" : "link.change")}
              </Button>
              <Button
                weight="danger"
                disabled={isReadOnly}
                onClick={() => {
                  commands.removeEntity(entity.id);
                  onClose(true);
                }}
              >
                <Trash2 size={14} aria-hidden />
                {t("entities.remove")}
              </Button>
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
