/** What can be chosen about an export in one format. */
import type { FormatInfo } from "../../../shared/api.ts";
import { useWords } from "../../app/context.tsx";
import { Select } from "../../ui/select.tsx";

export type Options = Record<string, string | boolean>;

interface OptionFieldsProps {
  format: FormatInfo;
  /** The chosen values; defaults stand for what is missing. */
  options: Options;
  onOptions(options: Options): void;
}

export function OptionFields({ format, options, onOptions }: OptionFieldsProps) {
  const { t, label } = useWords();
  if (!format.options.length) return null;
  return (
    <fieldset className="export-options">
      <legend className="field-label">{t("exchange.options")}</legend>
      {format.options.map((option) => {
        const value = options[option.name] ?? option.default;
        const change = (next: string | boolean) => onOptions({ ...options, [option.name]: next });
        if (option.kind === "boolean") {
          return (
            <label className="scope-option" key={option.name}>
              <input type="checkbox" checked={value === true} onChange={(event) => change(event.target.checked)} />
              {label(option.label)}
            </label>
          );
        }
        return (
          <div className="export-option" key={option.name}>
            <span>{label(option.label)}</span>
            {option.kind === "choice" ? (
              <Select
                label={label(option.label)}
                value={String(value)}
                options={option.choices.map((choice) => ({ value: choice.value, label: label(choice.label) }))}
                onChange={change}
              />
            ) : (
              <input
                className="input"
                aria-label={label(option.label)}
                value={String(value)}
                maxLength={2000}
                onChange={(event) => change(event.target.value)}
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
