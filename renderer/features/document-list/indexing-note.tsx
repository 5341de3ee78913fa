/** Says how far reading documents for the index is, while the list already shows those that are read. */
import { useEffect, useState } from "react";
import { useApp, useWords } from "../../app/context.tsx";

export interface Indexing {
  done: number;
  total: number;
}

/** How far it is; null when all documents are known. */
export function useIndexing(): Indexing | null {
  const { api } = useApp();
  const [indexing, setIndexing] = useState<Indexing | null>(null);
  useEffect(() => api.on("indexing", ({ progress }) => setIndexing(progress)), [api]);
  return indexing;
}

export function IndexingNote({ indexing: { done, total } }: { indexing: Indexing }) {
  const { t } = useWords();
  return (
    <p className="indexing-note quiet">
      <output>{t("list.indexing")}</output> <progress value={done} max={total} aria-label={t("list.indexing")} />{" "}
      <span aria-hidden="true">{t("list.indexingOf", { done, total })}</span>
    </p>
  );
}
