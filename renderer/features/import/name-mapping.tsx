/** Names in the file that the corpus doesn't have: for each, what it becomes. */
import type { ImportPreview } from "../../../shared/api.ts";
import type { ImportMapping } from "../../../shared/model/settings.ts";
import { useAppState, useWords } from "../../app/context.tsx";
import { Select } from "../../ui/select.tsx";

interface NameMappingProps {
  preview: Pick<ImportPreview, "types" | "roles">;
  mapping: ImportMapping;
  onMapping(mapping: ImportMapping): void;
}

// No id begins with a space.
const ADD = " add";
const LEAVE = " leave";

export function NameMapping({ preview, mapping, onMapping }: NameMappingProps) {
  const { t, label } = useWords();
  const settings = useAppState((state) => state.corpus?.settings);
  const types = preview.types.filter(({ becomes }) => becomes === null);
  const roles = preview.roles.filter(({ becomes }) => becomes === null);
  if (!settings || (!types.length && !roles.length)) return null;
  const change = (key: "types" | "roles", name: string, value: string) => {
    const { [name]: _, ...others } = mapping[key];
    onMapping({
      ...mapping,
      [key]: value === ADD ? others : { ...others, [name]: value === LEAVE ? "" : value },
    });
  };
  const chosenValue = (key: "types" | "roles", name: string) => {
    const chosen = mapping[key][name];
    return chosen === undefined ? ADD : chosen || LEAVE;
  };
  return (
    <div className="field">
      <span className="field-label">{t("exchange.mapping", { n: types.length + roles.length })}</span>
      <span className="quiet">{t("exchange.mappingHint")}</span>
      <div className="name-mapping">
        {types.map(({ name }) => (
          <div className="name-mapping-row" key={`type ${name}`}>
            <span className="wrap">{t("exchange.mapType", { name })}</span>
            <Select
              label={t("exchange.mapType", { name })}
              value={chosenValue("types", name)}
              options={[
                { value: ADD, label: t("exchange.addType") },
                ...settings.entityTypes.map((type) => ({ value: type.id, label: label(type.label), hint: type.id })),
                { value: LEAVE, label: t("exchange.leaveOut") },
              ]}
              onChange={(value) => change("types", name, value)}
            />
          </div>
        ))}
        {roles.map(({ name }) => (
          <div className="name-mapping-row" key={`role ${name}`}>
            <span className="wrap">{t("exchange.mapRole", { name })}</span>
            <Select
              label={t("exchange.mapRole", { name })}
              value={chosenValue("roles", name)}
              options={[
                { value: ADD, label: t("exchange.addRole") },
                ...settings.roles.map((role) => ({ value: role.id, label: label(role.label) })),
              ]}
              onChange={(value) => change("roles", name, value)}
            />
          </div>
        ))}
      </div>
    </div>
  );
}
