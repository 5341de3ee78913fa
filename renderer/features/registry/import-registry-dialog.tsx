/** A list of names is brought in: chosen, looked at (what is new, known, doubtful, unreadable), then carried out. */
import { useEffect, useState } from "react";
import { type EncodingChoice, encodings, type Result } from "../../../shared/api.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import { showNotice } from "../../app/notices.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/select.tsx";

type Preview = Result<"importRegistry">;
/** Stands for no type. */
const none = "";

export function ImportRegistryDialog({ onClose }: { onClose(): void }) {
  const { api, actions } = useApp();
  const { t, label } = useWords();
  const types = useAppState((state) => state.corpus?.settings.entityTypes) ?? [];
  const [file, setFile] = useState<{ name: string; bytes: Uint8Array<ArrayBuffer> } | null>(null);
  const [encoding, setEncoding] = useState<EncodingChoice>("auto");
  const [type, setType] = useState(none);
  const [isNew, setNew] = useState(false);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    if (!file) return;
    let isGone = false;
    setError(null);
    api.call("importRegistry", { ...file, encoding, type: type || null, isNew, carryOut: false }).then(
      (found) => !isGone && setPreview(found),
      (problem) => {
        if (isGone) return;
        setPreview(null);
        setError(problem);
      },
    );
    return () => {
      isGone = true;
    };
  }, [api, file, encoding, type, isNew]);

  const carryOut = async () => {
    if (!file) return;
    const done = await actions.attempt(() =>
      api.call("importRegistry", { ...file, encoding, type: type || null, isNew, carryOut: true }),
    );
    if (!done) return;
    void actions.readLastOperation();
    const undo = () => actions.openDialog({ name: "undo-operation" });
    showNotice({
      kind: "ok",
      title: t("registry.imported", { added: done.added, merged: done.merged }),
      id: "registry",
      action: { label: t("registry.undo"), run: undo },
    });
    onClose();
  };
  const isUseful = preview !== null && preview.added + preview.merged > 0;
  return (
    <Dialog
      title={t("registry.import")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button weight="primary" disabled={!isUseful} onClick={() => void carryOut()}>
            {t("registry.importNow")}
          </Button>
        </>
      }
    >
      <div className="form">
        <p className="quiet">{t("registry.importText")}</p>
        <label className="field">
          <span className="field-label">{t("registry.file")}</span>
          <input
            type="file"
            accept=".csv,.tsv,.txt,.json"
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              if (!chosen) return;
              chosen.arrayBuffer().then(
                (buffer) => setFile({ name: chosen.name, bytes: new Uint8Array(buffer) }),
                (problem) => setError(problem),
              );
            }}
          />
        </label>
        <div className="registry-pair">
          <div className="field">
            <span className="field-label">{t("registry.usualType")}</span>
            <Select
              label={t("registry.usualType")}
              value={type}
              options={[
                { value: none, label: t("registry.noUsualType") },
                ...types.map((one) => ({ value: one.id, label: label(one.label) })),
              ]}
              onChange={setType}
            />
          </div>
          <div className="field">
            <span className="field-label">{t("import.encoding")}</span>
            <Select
              label={t("import.encoding")}
              value={encoding}
              options={encodings.map((one) => ({ value: one, label: one === "auto" ? t("import.encodingAuto") : one }))}
              onChange={(one) => setEncoding(one)}
            />
          </div>
        </div>
        {error ? <InlineError error={error} /> : null}
        {preview ? <Found preview={preview} isNew={isNew} onNew={setNew} /> : null}
      </div>
    </Dialog>
  );
}

function Found({ preview, isNew, onNew }: { preview: Preview; isNew: boolean; onNew(isNew: boolean): void }) {
  const { t, label } = useWords();
  const { added, merged, same, sample, doubtful, problems } = preview;
  return (
    <div className="registry-found" aria-live="polite">
      <p>
        <strong>{t("registry.found.added", { count: added })}</strong>
        {sample.length ? <span className="quiet"> {sample.join("、")}…</span> : null}
      </p>
      <p>
        {t("registry.found.merged", { count: merged })} · {t("registry.found.same", { count: same })}
      </p>
      {doubtful.count || isNew ? (
        <label className="row">
          <input type="checkbox" checked={isNew} onChange={(event) => onNew(event.target.checked)} />
          {t("registry.found.doubtfulNew")}
        </label>
      ) : null}
      {[
        { title: t("registry.found.doubtful", { count: doubtful.count }), list: doubtful },
        { title: t("registry.found.problems", { count: problems.count }), list: problems },
      ].map(({ title, list }) =>
        list.count ? (
          <details key={title} className="registry-problems">
            <summary>{title}</summary>
            <ul>
              {list.first.map(({ line, reason }) => (
                <li key={line}>{t("registry.found.line", { line, reason: label(reason) })}</li>
              ))}
            </ul>
          </details>
        ) : null,
      )}
    </div>
  );
}
