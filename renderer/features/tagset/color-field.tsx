/** A type's colour: chosen, seen on both grounds with its contrast, and the nearest that can be read where it can't. */
import { useMemo } from "react";
import { leastContrast, nearestReadable, onDark, readability } from "../../../shared/entities/tagset/contrast.ts";
import { useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";

interface ColorFieldProps {
  color: string;
  /** Shown as the sample. */
  name: string;
  disabled: boolean;
  onColor(color: string): void;
}

export function ColorField({ color, name, disabled, onColor }: ColorFieldProps) {
  const { t } = useWords();
  const { light, dark, passes } = useMemo(() => readability(color), [color]);
  const nearest = useMemo(() => (passes ? color : nearestReadable(color)), [color, passes]);
  const isColor = /^#[0-9a-f]{6}$/i.test(color);
  const sample = (ratio: number) => (
    <span className={ratio < leastContrast ? "tagset-ratio is-low" : "tagset-ratio"}>
      {t("tagset.contrast", { ratio: ratio.toFixed(1) })}
    </span>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's layout is its own
    <div role="group" className="field" aria-label={t("tagset.color")}>
      <span className="field-label">{t("tagset.color")}</span>
      <div className="tagset-color">
        <input
          type="color"
          aria-label={t("tagset.colorPick")}
          value={isColor ? color.toLowerCase() : "#595959"}
          disabled={disabled}
          onChange={(event) => onColor(event.target.value)}
        />
        <input
          className="input tagset-hex"
          aria-label={t("tagset.color")}
          aria-invalid={!passes}
          value={color}
          maxLength={7}
          spellCheck={false}
          disabled={disabled}
          onChange={(event) => onColor(event.target.value.trim())}
        />
        <span className="tagset-ground is-light" title={t("tagset.onLight")}>
          <span style={{ color: isColor ? color : "#595959" }}>{name}</span>
          {sample(light)}
        </span>
        <span className="tagset-ground is-dark" title={t("tagset.onDark")}>
          <span style={{ color: isColor ? onDark(color) : "#acacac" }}>{name}</span>
          {sample(dark)}
        </span>
      </div>
      {passes ? null : (
        <Button className="tagset-nearest" disabled={disabled} onClick={() => onColor(nearest)}>
          <span className="tagset-swatch" style={{ background: nearest }} aria-hidden />
          {t("tagset.useNearest", { color: nearest })}
        </Button>
      )}
    </div>
  );
}
