/** The pane beside the text: outline, entities, findings. */
import { Tabs } from "@base-ui/react/tabs";
import type { Ref } from "react";
import { useWords } from "../../app/context.tsx";
import { useAfterFrame } from "../../ui/use-after-frame.ts";
import { EntityPanel } from "../entities/entity-panel.tsx";
import { FindingsPanel } from "../findings/findings-panel.tsx";
import { useProofing } from "../findings/use-proofing.ts";
import { Outline } from "../outline/outline.tsx";
import { SuggestionsPanel } from "../suggestions/suggestions-panel.tsx";
import { useSuggestions } from "../suggestions/use-suggestions.ts";

interface SidebarProps {
  ref: Ref<HTMLElement>;
  onEditEntity(entityId: string, at: { x: number; y: number }): void;
}

export function Sidebar({ ref, onEditEntity }: SidebarProps) {
  const { t } = useWords();
  const isTextShown = useAfterFrame();
  return (
    <aside ref={ref} className="sidebar" aria-label={t("document.region.sidebar")}>
      {isTextShown ? <SidebarTabs onEditEntity={onEditEntity} /> : null}
    </aside>
  );
}

function SidebarTabs({ onEditEntity }: Pick<SidebarProps, "onEditEntity">) {
  const { t } = useWords();
  const findings = useProofing((snapshot) => snapshot.findings.length);
  const suggestions = useSuggestions((snapshot) => snapshot.suggestions.length);
  return (
    <Tabs.Root defaultValue="outline" className="tabs">
      <Tabs.List className="tab-list" aria-label={t("document.sidebar")}>
        <Tabs.Tab value="outline" className="tab">
          {t("outline.title")}
        </Tabs.Tab>
        <Tabs.Tab value="entities" className="tab">
          {t("entities.title")}
        </Tabs.Tab>
        <Tabs.Tab value="suggestions" className="tab">
          {t("suggestions.title")}
          {suggestions ? <span className="tab-count">{suggestions}</span> : null}
        </Tabs.Tab>
        <Tabs.Tab value="findings" className="tab">
          {t("findings.title")}
          {findings ? <span className="tab-count">{findings}</span> : null}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="outline" className="tab-panel" tabIndex={-1}>
        <Outline />
      </Tabs.Panel>
      <Tabs.Panel value="entities" className="tab-panel" tabIndex={-1}>
        <EntityPanel onEdit={onEditEntity} />
      </Tabs.Panel>
      <Tabs.Panel value="suggestions" className="tab-panel" tabIndex={-1}>
        <SuggestionsPanel />
      </Tabs.Panel>
      <Tabs.Panel value="findings" className="tab-panel" tabIndex={-1}>
        <FindingsPanel />
      </Tabs.Panel>
    </Tabs.Root>
  );
}
