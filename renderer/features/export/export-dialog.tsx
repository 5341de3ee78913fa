/** An export from the question what, how and where, through its progress, to where it went. */
import { type FormEvent, useEffect, useState } from "react";
import type { FormatInfo } from "../../../shared/api.ts";
import type { Status } from "../../../shared/model/document.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { nameAndHint } from "../../app/format-name.ts";
import { InlineError } from "../../app/inline-error.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Progress } from "../../ui/progress.tsx";
import { Select } from "../../ui/select.tsx";
import { ExportPreview } from "./export-preview.tsx";
import { ExportResult } from "./export-result.tsx";
import { exportName } from "./file-name.ts";
import { OptionFields, type Options } from "./option-fields.tsx";
import { type Scope, ScopeField } from "./scope-field.tsx";
import "./export.css";
import { useExportJob } from "./use-export-job.ts";

/** @param format to begin with; what was exported to last where none is given */
export function ExportDialog({ format: wanted }: { format?: string | undefined }) {
  const { api, store, actions } = useApp();
  const { t, language } = useWords();
  const corpus = useAppState((state) => state.corpus);
  const [formats, setFormats] = useState<readonly FormatInfo[]>([]);
  const [error, setError] = useState<unknown>(null);
  const remembered = useAppState((state) => state.preferences.exports);
  const [formatId, setFormatId] = useState(wanted ?? remembered?.format ?? "json");
  const [optionsOf, setOptionsOf] = useState<Record<string, Options>>(remembered?.options ?? {});
  const [typedName, setTypedName] = useState<string | null>(null);
  const [folder, setFolder] = useState<{ handle: string; location: string } | null>(null);
  const [total, setTotal] = useState<number | null>(null);
  const [scope, setScope] = useState<Scope>(() => {
    const { view, selected } = store.getState();
    return view.name === "document" ? "current" : selected.size ? "selected" : "all";
  });
  const [status, setStatus] = useState<Status>("done");
  const job = useExportJob();

  useEffect(() => {
    const query = { sort: "name", descending: false, text: "", status: null } as const;
    api.call("listFormats", {}).then((all) => setFormats(all.filter((one) => one.export)), setError);
    api.call("listDocuments", { query, offset: 0, limit: 1 }).then(
      (page) => setTotal(page.total),
      () => {},
    );
  }, [api]);

  const format = formats.find((one) => one.id === formatId) ?? formats[0];
  const name =
    typedName ??
    (format ? exportName(corpus?.name ?? "", format.id, format.extension, format.writes === "folder", new Date()) : "");
  const close = () => actions.openDialog(null);
  const choose = async () => {
    const chosen = await actions.chooseFolder("export");
    if (chosen) setFolder(chosen);
  };
  const options = (format && optionsOf[format.id]) ?? {};
  const chosenIds = () => {
    const { view, selected } = store.getState();
    if (scope === "selected") return [...selected];
    return scope === "current" && view.name === "document" ? [view.id] : null;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { document } = store.getState();
    if (!format || !folder || !name.trim()) return;
    // What is exported is what is on the disk.
    if (document && !(await document.flush())) return;
    actions.setPreferences({ exports: { format: format.id, options: optionsOf } });
    await job.start({
      format: format.id,
      ids: chosenIds(),
      options,
      status: scope === "status" ? status : null,
      folder: folder.handle,
      name: name.trim(),
    });
  };

  if (job.state.name === "running") {
    const { done, total: all } = job.state;
    const text = all ? t("export.running", { done, total: all }) : t("export.preparing");
    return (
      <Dialog title={t("export.title")} footer={<Button onClick={job.cancel}>{t("export.cancel")}</Button>}>
        <p aria-live="polite">{text}</p>
        <Progress label={text} done={done} total={all || null} />
      </Dialog>
    );
  }
  if (job.state.name === "ended") return <ExportResult ended={job.state.result} onClose={close} onAgain={job.reset} />;

  return (
    <Dialog
      title={t("export.title")}
      onClose={close}
      size="large"
      footer={
        <>
          <Button onClick={close}>{t("app.cancel")}</Button>
          <Button weight="primary" type="submit" form="export-form" disabled={!format || !folder || !name.trim()}>
            {t("export.start")}
          </Button>
        </>
      }
    >
      <form id="export-form" className="form" onSubmit={(event) => void submit(event)}>
        <ScopeField scope={scope} onScope={setScope} status={status} onStatus={setStatus} total={total} />
        <div className="field">
          <span className="field-label">{t("export.format")}</span>
          {format ? (
            <Select
              label={t("export.format")}
              value={format.id}
              options={formats.map((one) => ({ value: one.id, ...nameAndHint(one, language) }))}
              onChange={setFormatId}
            />
          ) : null}
          <span className="quiet">
            {format ? nameAndHint(format, language).hint : ""}{" "}
            {format?.writes === "folder" ? t("export.writesFolder") : ""}
          </span>
        </div>
        {format ? (
          <>
            <OptionFields
              format={format}
              options={options}
              onOptions={(next) => setOptionsOf({ ...optionsOf, [format.id]: next })}
            />
            <Losses format={format} />
            <ExportPreview
              question={{
                format: format.id,
                ids: chosenIds(),
                status: scope === "status" ? status : null,
                options,
                name: name.trim() || "export",
              }}
            />
          </>
        ) : null}
        <div className="field">
          <span className="field-label">{t("export.folder")}</span>
          <div className="row">
            <span className="path truncate" title={folder?.location}>
              {folder?.location ?? t("export.notChosen")}
            </span>
            <Button onClick={() => void choose()}>{t("export.choose")}</Button>
          </div>
        </div>
        <label className="field">
          <span className="field-label">{t(format?.writes === "folder" ? "export.nameFolder" : "export.name")}</span>
          <input
            className="input"
            value={name}
            maxLength={200}
            onChange={(event) => setTypedName(event.target.value)}
          />
        </label>
        {error || job.state.name === "failed" ? (
          <InlineError error={job.state.name === "failed" ? job.state.error : error} />
        ) : null}
      </form>
    </Dialog>
  );
}

/** What does not come back from a file of the format. */
function Losses({ format }: { format: FormatInfo }) {
  const { t, label } = useWords();
  if (!format.losses.length) return null;
  return (
    <details className="export-losses">
      <summary>{t("exchange.losses")}</summary>
      <ul>
        {format.losses.map((loss) => (
          <li key={loss.en}>{label(loss)}</li>
        ))}
      </ul>
    </details>
  );
}
