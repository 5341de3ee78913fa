/**
 * Doors through which text could become code, and walls that must not be taken down: nothing of the program's own may
 * use the first or say the second. The page's policy and its sandbox hold without this; each wall is kept as if the
 * others were not there.
 */
import { parseSync, Visitor } from "oxc-parser";
import type { SourceFile } from "./rooms.ts";

/** Names that turn text into markup or code, or hand it to another program. */
const doors = new Set([
  "innerHTML",
  "outerHTML",
  "insertAdjacentHTML",
  "dangerouslySetInnerHTML",
  "setHTMLUnsafe",
  "parseHTMLUnsafe",
  "createContextualFragment",
  "srcdoc",
  "srcDoc",
  "eval",
  "executeJavaScript",
  "openExternal",
]);

/** Options of a window that shut the page off, and the only value that each may have. */
const walls: Readonly<Record<string, boolean>> = {
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
};

interface Named {
  type: string;
  name?: unknown;
  value?: unknown;
}

const nameOf = (node: Named): string => String(node.type === "Literal" ? node.value : (node.name ?? ""));

/** One sentence for each door that a file uses and each wall that it takes down. Tests may do both. */
export function openDoors(file: SourceFile): string[] {
  if (!/^(shared|electron|renderer)\//.test(file.path) || /\.(test|spec)\.tsx?$/.test(file.path)) return [];
  const problems: string[] = [];
  const door = (node: Named) => {
    if (doors.has(nameOf(node))) problems.push(`${file.path} uses ${nameOf(node)}: text must stay text`);
  };
  new Visitor({
    MemberExpression: (node) => door(node.property as Named),
    JSXAttribute: (node) => door(node.name as Named),
    CallExpression: (node) => door(node.callee as Named),
    NewExpression: (node) => {
      if (nameOf(node.callee as Named) === "Function") problems.push(`${file.path} makes code from text`);
    },
    Property: (node) => {
      const key = nameOf(node.key as Named);
      const value = node.value as Named;
      door(node.key as Named);
      if (Object.hasOwn(walls, key) && value.type === "Literal" && value.value !== walls[key])
        problems.push(`${file.path} sets ${key} to ${value.value}: the page must stay shut off`);
    },
  }).visit(parseSync(file.path, file.text).program);
  return problems;
}
