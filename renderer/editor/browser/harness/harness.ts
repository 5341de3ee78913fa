/** A page with nothing but the editor, for tests that need a real browser: input methods, layout, pointer, speed. */
import "../../editor.css";
import type { GalleyDocument } from "../../../../shared/model/document.ts";
import { CodePointText } from "../../../../shared/model/offsets.ts";
import { defaultEntityTypes, defaultRoles } from "../../../../shared/model/settings.ts";
import { verifyDocument } from "../../../../shared/model/verify.ts";
import { createEditor, type GalleyEditor, type Mode } from "../../index.ts";

export interface Harness {
  editor: GalleyEditor;
  menus: unknown[];
  open(page: { document: GalleyDocument; source: string }, mode?: Mode): number;
  problems(): unknown[];
  dark(on: boolean): void;
}

declare global {
  interface Window {
    harness: Harness;
  }
}

const mount = document.getElementById("mount") as HTMLElement;
let source = "";

window.harness = {
  editor: undefined as unknown as GalleyEditor,
  menus: [],
  open(page, mode = "proofread") {
    this.editor?.destroy();
    source = page.source;
    this.menus.length = 0;
    this.dark(false);
    const start = performance.now();
    this.editor = createEditor({
      mount,
      document: page.document,
      source,
      roles: defaultRoles,
      entityTypes: defaultEntityTypes,
      overlap: "any",
      relationTypes: [],
      relationsShown: false,
      onShowRelations: () => {},
      names: [],
      language: "zh",
      mode,
      readOnly: false,
      label: "正文",
      onBlockMenu: (request) => this.menus.push(request),
      onFinding: () => {},
      onRefused: () => {},
      onSuggestion: () => {},
      onRejectSuggestion: () => {},
      onEntityMenu: (request) => this.menus.push(request),
    });
    // Layout is part of opening.
    mount.getBoundingClientRect();
    return performance.now() - start;
  },
  problems() {
    return verifyDocument(this.editor.toDocument(), new CodePointText(source));
  },
  dark(on) {
    document.documentElement.classList.toggle("dark", on);
  },
};
