/** Documents that something could not be done to: each by the name that its editors know, and why. */
import { useEffect, useState } from "react";
import { useApp, useWords } from "../../app/context.tsx";
import { errorLine } from "../../app/errors.ts";
import type { JobEnd } from "../../app/jobs.ts";
import { ScrollRegion } from "../../ui/scroll-region.tsx";

/** As many names are asked for; nobody reads more. */
const MOST_NAMED = 100;

interface FailuresProps {
  title: "operation.failures" | "operation.unread" | "statistics.unread" | "undoOperation.refused";
  failures: JobEnd["failures"];
}

export function Failures({ title, failures }: FailuresProps) {
  const { api } = useApp();
  const { t, language } = useWords();
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());

  useEffect(() => {
    let isGone = false;
    for (const { document } of failures.slice(0, MOST_NAMED))
      api.call("readDocument", { id: document }).then(
        (read) => !isGone && setNames((known) => new Map(known).set(document, read.document.source.name)),
        // What can't be read goes by its id, which is its file's name.
        () => {},
      );
    return () => {
      isGone = true;
    };
  }, [api, failures]);

  if (!failures.length) return null;
  const heading = t(title, { count: failures.length });
  return (
    <section className="failures">
      <p className="field-label">{heading}</p>
      <ScrollRegion className="failures-list" label={heading}>
        <ul>
          {failures.map(({ document, error }) => (
            <li key={document}>
              <strong>{names.get(document) ?? document}</strong>
              <span>{errorLine(error, t, language)}</span>
            </li>
          ))}
        </ul>
      </ScrollRegion>
    </section>
  );
}
