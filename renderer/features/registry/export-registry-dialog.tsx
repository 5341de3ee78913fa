/** The registry is given away as a table or as JSON. */
import { type FormEvent, useState } from "react";
import { type GazetteerFormat, gazetteerFormats } from "../../../shared/entities/gazetteer.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { showNotice } from "../../app/notices.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/select.tsx";

export function ExportRegistryDialog({ onClose }: { onClose(): void }) {
  const { api, actions } = useApp();
  const { t } = useWords();
  const corpus = useAppState((state) => state.corpus);
  const [format, setFormat] = useState<GazetteerFormat>("csv");
  const [folder, setFolder] = useState<{ handle: string; location: string } | null>(null);
  const [name, setName] = useState(() => t("registry.fileName", { corpus: corpus?.name ?? "" }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!folder || !name.trim()) return;
    const file = { format, folder: folder.handle, name: name.trim() };
    const done = await actions.attempt(() => api.call("exportRegistry", file));
    if (!done) return;
    const show = () => void actions.attempt(() => api.call("showInFolder", { handle: done.handle }));
    showNotice({
      kind: "ok",
      title: t("registry.exported", { count: done.entries }),
      text: done.location,
      action: { label: t("export.show"), run: show },
    });
    onClose();
  };
  const choose = async () => {
    const chosen = await actions.chooseFolder("export");
    if (chosen) setFolder(chosen);
  };
  return (
    <Dialog
      title={t("registry.export")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button weight="primary" type="submit" form="registry-form" disabled={!folder || !name.trim()}>
            {t("export.start")}
          </Button>
        </>
      }
    >
      <form id="registry-form" className="form" onSubmit={(event) => void submit(event)}>
        <div className="field">
          <span className="field-label">{t("export.format")}</span>
          <Select
            label={t("export.format")}
            value={format}
            options={gazetteerFormats.map((one) => ({ value: one, label: t(`registry.formats.${one}`) }))}
            onChange={(one) => setFormat(one)}
          />
        </div>
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
          <span className="field-label">{t("export.name")}</span>
          <input className="input" value={name} maxLength={190} onChange={(event) => setName(event.target.value)} />
        </label>
      </form>
    </Dialog>
  );
}
