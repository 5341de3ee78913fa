import { describe, expect, it } from "vitest";
import { openDoors } from "./sinks.ts";

describe("doors and walls", () => {
  it.each([
    ["renderer/app/a.ts", "element.innerHTML = text;"],
    ["renderer/app/a.ts", 'element["outerHTML"] = text;'],
    ["renderer/app/a.tsx", "const a = <div dangerouslySetInnerHTML={{ __html: text }} />;"],
    ["renderer/app/a.ts", "const props = { dangerouslySetInnerHTML: { __html: text } };"],
    ["shared/a.ts", "eval(text);"],
    ["shared/a.ts", "const f = new Function(text);"],
    ["electron/windows/a.ts", "await shell.openExternal(url);"],
    ["electron/windows/a.ts", "const { openExternal } = shell;"],
    ["electron/windows/a.ts", "contents.executeJavaScript(text);"],
    ["electron/windows/a.ts", "const options = { webPreferences: { sandbox: false } };"],
    ["electron/windows/a.ts", "const options = { nodeIntegrationInWorker: true };"],
  ])("are refused in %s: %s", (path, text) => {
    expect(openDoors({ path, text })).toHaveLength(1);
  });

  it.each([
    ["renderer/app/a.ts", "element.textContent = text;"],
    ["electron/windows/a.ts", "const options = { sandbox: true, nodeIntegration: false };"],
    ["electron/windows/a.test.ts", "element.innerHTML = text;"],
  ])("are kept in %s: %s", (path, text) => {
    expect(openDoors({ path, text })).toEqual([]);
  });
});
