/** The whole window takes files and folders that are dropped on it. */
import { Import as ImportIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import "./import.css";
import { entriesOf, walkEntries } from "./walk.ts";

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

export function DropTarget() {
  const { actions } = useApp();
  const { t } = useWords();
  const hasCorpus = useAppState((state) => state.corpus !== null);
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
      setOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      // Left the window, not one element for another.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      const entries = entriesOf(event.dataTransfer?.items ?? []);
      if (!entries.length) return;
      let found = 0;
      const items = walkEntries(entries, (count) => {
        found = count;
      });
      actions.importItems(items, () => found);
    };
    addEventListener("dragover", onDragOver, { capture: true });
    addEventListener("dragleave", onDragLeave);
    addEventListener("drop", onDrop, { capture: true });
    return () => {
      removeEventListener("dragover", onDragOver, { capture: true });
      removeEventListener("dragleave", onDragLeave);
      removeEventListener("drop", onDrop, { capture: true });
    };
  }, [actions]);

  if (!isOver) return null;
  return (
    <div className="drop-target">
      <p>
        <ImportIcon size={30} aria-hidden />
        {t(hasCorpus ? "app.dropHere" : "app.dropNoCorpus")}
      </p>
    </div>
  );
}
