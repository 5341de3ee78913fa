/** A text before and after a change, the changed characters marked in both; once, where a change leaves the text alone. */
import { useMemo } from "react";
import { useWords } from "../../app/context.tsx";
import { type Mark, markChange } from "./mark-change.ts";
import "./plan.css";

export function ChangeText({ before, after }: { before: string; after: string }) {
  const { t } = useWords();
  const marks = useMemo(() => markChange(before, after), [before, after]);
  if (before === after) return <Version name="" marks={marks.before} as="del" />;
  return (
    <>
      <Version name={t("operation.before")} marks={marks.before} as="del" />
      <Version name={t("operation.after")} marks={marks.after} as="ins" />
    </>
  );
}

function Version({ name, marks, as: Changed }: { name: string; marks: readonly Mark[]; as: "del" | "ins" }) {
  let at = 0;
  return (
    <p className="plan-version">
      {name ? <span className="plan-version-name">{name}</span> : null}
      <span className="plan-version-text" lang="zh">
        {marks.map(({ text, changed }) => {
          const key = at;
          at += text.length;
          return changed ? <Changed key={key}>{visible(text)}</Changed> : <span key={key}>{oneLine(text)}</span>;
        })}
      </span>
    </p>
  );
}

/** Block borders as a sign: a change is read as one run of text. */
function oneLine(text: string): string {
  return text.replaceAll(/\n+/g, "⏎");
}

/** Changed spaces as signs too: a mark around nothing could not be seen. */
function visible(text: string): string {
  return oneLine(text).replaceAll(/[\p{Zs}\t]/gu, (space) => (space === "\u3000" ? "□" : "␣"));
}
