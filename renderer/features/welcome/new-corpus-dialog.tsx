/** Name and place of a new corpus. */
import { FolderPlus } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { type PresetId, presetIds } from "../../../shared/entities/tagset/presets.ts";
import { useApp, useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/select.tsx";

export function NewCorpusDialog() {
  const { api, actions } = useApp();
  const { t } = useWords();
  const [name, setName] = useState("");
  const [place, setPlace] = useState<{ handle: string; location: string } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [preset, setPreset] = useState<PresetId>("news");
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    api.call("listFolder", { folder: null }).then(
      (listing) => setPlace((chosen) => chosen ?? { handle: listing.folder, location: listing.location }),
      (problem) => setError(problem),
    );
  }, [api]);

  const choose = async () => {
    const folder = await actions.chooseFolder("create");
    if (folder) setPlace(folder);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!place || !name.trim() || busy) return;
    setBusy(true);
    await actions.createCorpus(place.handle, name.trim(), preset);
    setBusy(false);
  };

  return (
    <Dialog
      title={t("welcome.createTitle")}
      onClose={() => actions.openDialog(null)}
      size="small"
      initialFocus={input}
      footer={
        <>
          <Button onClick={() => actions.openDialog(null)}>{t("app.cancel")}</Button>
          <Button weight="primary" type="submit" form="new-corpus" disabled={!name.trim() || !place || busy}>
            <FolderPlus size={15} aria-hidden />
            {t("welcome.createButton")}
          </Button>
        </>
      }
    >
      <form id="new-corpus" onSubmit={(event) => void submit(event)} className="form">
        <label className="field">
          <span className="field-label">{t("welcome.createName")}</span>
          <input
            ref={input}
            className="input"
            value={name}
            maxLength={120}
            placeholder={t("welcome.createNamePlaceholder")}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <div className="field">
          <span className="field-label">{t("welcome.createIn")}</span>
          <div className="row">
            <span className="path truncate" title={place?.location}>
              {place?.location ?? t("app.loading")}
            </span>
            <Button onClick={() => void choose()}>{t("welcome.createChoose")}</Button>
          </div>
        </div>
        <div className="field">
          <span className="field-label">{t("tagset.presetField")}</span>
          <Select
            label={t("tagset.presetField")}
            value={preset}
            options={presetIds.map((id) => ({ value: id, label: t(`tagset.presets.${id}`) }))}
            onChange={(id: PresetId) => setPreset(id)}
          />
        </div>
        {name.trim() && place ? (
          <p className="quiet wrap">{t("welcome.createWill", { path: `${place.location}/${name.trim()}` })}</p>
        ) : null}
        {error ? <InlineError error={error} /> : null}
      </form>
    </Dialog>
  );
}
