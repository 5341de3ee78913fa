import { describe, expect, it } from "vitest";
import { brokenRules, cycles, importsOf, lineLimit, tooLong } from "./rooms.ts";

const broken = (path: string, text: string) => brokenRules(importsOf({ path, text }));

describe("rooms", () => {
  it.each([
    ["shared/model/a.ts", 'import { b } from "../../electron/corpus/b.ts";'],
    ["shared/model/a.ts", 'import { readFileSync } from "node:fs";'],
    ["shared/model/a.ts", 'import type { Node } from "prosemirror-model";'],
    ["electron/host.ts", 'import type { X } from "../renderer/app/x.ts";'],
    ["electron/corpus/a.ts", 'import { app } from "electron";'],
    ["electron/host.ts", 'import { useState } from "react";'],
    ["renderer/app/a.tsx", 'type Row = import("../../electron/index/row.ts").Row;'],
    ["renderer/app/a.tsx", 'import { join } from "node:path";'],
    ["renderer/editor/a.ts", 'import { useState } from "react";'],
    ["renderer/editor/a.ts", 'export * from "../app/store.ts";'],
    ["renderer/features/x/a.tsx", 'import { EditorState } from "prosemirror-state";'],
    ["renderer/features/x/a.tsx", 'const b = await import("../../bridge/index.ts");'],
    ["renderer/ui/button.tsx", 'import { t } from "../app/language.ts";'],
    ["renderer/app/a.ts", 'new Worker(new URL("../../electron/worker.ts", import.meta.url));'],
  ])("refuses in %s: %s", (path, text) => {
    expect(broken(path, text)).toHaveLength(1);
  });

  it.each([
    ["shared/model/a.ts", 'import { z } from "zod";'],
    ["electron/main.ts", 'import { app } from "electron";'],
    ["electron/corpus/a.ts", 'import type { Block } from "../../shared/model/document.ts";'],
    ["renderer/features/x/a.tsx", 'import type { GalleyEditor } from "../../editor/editor-api.ts";'],
    ["renderer/editor/a.ts", 'import { EditorState } from "prosemirror-state";'],
  ])("allows in %s: %s", (path, text) => {
    expect(broken(path, text)).toEqual([]);
  });

  it("finds a cycle, through type imports too", () => {
    const imports = [
      ...importsOf({ path: "shared/a.ts", text: 'import { b } from "./b.ts";' }),
      ...importsOf({ path: "shared/b.ts", text: 'import type { A } from "./a.ts";' }),
    ];
    expect(cycles(imports)).toEqual([["shared/a.ts", "shared/b.ts", "shared/a.ts"]]);
  });

  it("asks a long file for its reason", () => {
    const text = "\n".repeat(lineLimit + 1);
    expect(tooLong({ path: "shared/a.ts", text })).toContain("divide it");
    expect(tooLong({ path: "shared/a.ts", text: `/** Long because the tables belong together. */${text}` })).toBeNull();
  });
});
