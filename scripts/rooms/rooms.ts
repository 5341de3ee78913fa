/**
 * The rooms of the house and who may import whom. Works on resolved paths, so neither a relative detour nor a type
 * import slips past. `check.ts` runs it over the tree; `rooms.test.ts` proves that each rule bites.
 */
import { dirname, posix } from "node:path";
import { parseSync, Visitor } from "oxc-parser";

export interface SourceFile {
  /** Relative to the repository's root, with forward slashes. */
  path: string;
  text: string;
}

export interface Import {
  from: string;
  /** A repository path for relative imports, else the specifier as written. */
  to: string;
}

interface Rule {
  /** Files that the rule is about. */
  files: RegExp;
  /** What they may not import: a repository path or a package specifier. */
  forbidden: RegExp;
  because: string;
}

const packages = (names: string) => new RegExp(`^(${names})(/|$)`);

export const rules: readonly Rule[] = [
  {
    files: /^shared\//,
    forbidden: /^(electron|renderer|e2e|scripts|seeds)\//,
    because: "shared/ is the pure domain: move what both sides need into shared/, pass the rest in",
  },
  {
    files: /^shared\/(?!.*\.test\.ts$)/,
    forbidden: /^(node:|electron$|react|prosemirror-|@base-ui|ws$|lowdb)/,
    because: "shared/ knows no disk, DOM, Electron, React or ProseMirror",
  },
  {
    files: /^electron\//,
    forbidden: /^(renderer|e2e|scripts)\//,
    because: "electron/ and renderer/ meet only in shared/api.ts",
  },
  {
    files: /^electron\//,
    forbidden: packages("react|react-dom|@base-ui|zustand|i18next|react-i18next"),
    because: "electron/ draws nothing",
  },
  {
    files: /^electron\/(corpus|index|formats|host|cli)[./]/,
    forbidden: /^electron$/,
    because: "only the Electron shell knows Electron: the same service runs on the loopback and the command line",
  },
  {
    files: /^renderer\//,
    forbidden: /^(electron|e2e|scripts)\//,
    because: "renderer/ reaches the host only through renderer/bridge and shared/api.ts",
  },
  {
    files: /^renderer\/(?!.*(\.test\.tsx?|\.config\.ts|\.spec\.ts)$)(?!.*\/(test|testing|browser)\/)/,
    forbidden: /^(node:|electron$|ws$|lowdb)/,
    because: "the window has no Node",
  },
  {
    files: /^renderer\/editor\//,
    forbidden: /^renderer\/(app|features|bridge|ui)\//,
    because: "the editor knows nothing of the window around it: pass it in through EditorOptions",
  },
  {
    files: /^renderer\/editor\//,
    forbidden: packages("react|react-dom|@base-ui|zustand|i18next|react-i18next"),
    because: "no React inside the text",
  },
  {
    files: /^renderer\/(proofing|suggesting|workers)\//,
    forbidden: /^(renderer\/(app|features|bridge|ui|editor)\/|react|prosemirror-|zustand)/,
    because: "proofing and suggesting run in workers: they know the pure domain and nothing of the window",
  },
  {
    files: /^renderer\/(app|features|ui|main)/,
    forbidden: /^prosemirror-/,
    because: "panels talk to the editor through renderer/editor/editor-api.ts",
  },
  {
    files: /^renderer\/ui\//,
    forbidden: /^renderer\/(app|features|editor|bridge)\//,
    because: "ui/ holds plain components that know no feature",
  },
  {
    files: /^renderer\/features\//,
    forbidden: /^renderer\/bridge\//,
    because: "features get the GalleyApi from the app, so that tests can give them another",
  },
];

/** Everything that a file imports: static, re-exported, dynamic, types, import types and worker URLs. */
export function importsOf(file: SourceFile): Import[] {
  const { program, module, errors } = parseSync(file.path, file.text);
  if (errors.length) throw new Error(`${file.path}: ${errors[0]?.message}`);
  const specifiers = new Set<string>();
  for (const item of module.staticImports) specifiers.add(item.moduleRequest.value);
  for (const item of module.staticExports)
    for (const entry of item.entries) if (entry.moduleRequest) specifiers.add(entry.moduleRequest.value);
  const literal = (node: { type: string; value?: unknown } | undefined) => {
    if (node?.type === "Literal" && typeof node.value === "string") specifiers.add(node.value);
  };
  new Visitor({
    ImportExpression: (node) => literal(node.source),
    TSImportType: (node) => literal(node.source as { type: string; value?: unknown }),
    NewExpression: (node) => {
      const callee = node.callee.type === "Identifier" ? node.callee.name : "";
      const first = node.arguments[0] as { type: string; value?: unknown } | undefined;
      if (callee === "URL" && typeof first?.value === "string" && first.value.startsWith(".")) literal(first);
    },
  }).visit(program);
  return [...specifiers].map((specifier) => ({ from: file.path, to: resolve(file.path, specifier) }));
}

function resolve(from: string, specifier: string): string {
  return specifier.startsWith(".") ? posix.normalize(posix.join(dirname(from), specifier)) : specifier;
}

/** One sentence for each import that breaks a rule. */
export function brokenRules(imports: readonly Import[]): string[] {
  return imports.flatMap(({ from, to }) =>
    rules
      .filter((rule) => rule.files.test(from) && rule.forbidden.test(to))
      .map((rule) => `${from} imports ${to}: ${rule.because}`),
  );
}

/** Import cycles among the repository's own files, each as its path of files. Type imports count. */
export function cycles(imports: readonly Import[]): string[][] {
  const graph = new Map<string, string[]>();
  for (const { from, to } of imports) graph.set(from, [...(graph.get(from) ?? []), to]);
  const found: string[][] = [];
  const state = new Map<string, "open" | "done">();
  const path: string[] = [];
  const visit = (file: string) => {
    if (state.get(file) === "done" || !graph.has(file)) return;
    if (state.get(file) === "open") {
      found.push([...path.slice(path.indexOf(file)), file]);
      return;
    }
    state.set(file, "open");
    path.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    path.pop();
    state.set(file, "done");
  };
  for (const file of graph.keys()) visit(file);
  return found;
}

/** Longest a source file may be, in lines, unless its header says why it is longer ("Long because …"). */
export const lineLimit = 320;

export function tooLong(file: SourceFile): string | null {
  const lines = file.text.split("\n").length - 1;
  if (lines <= lineLimit || /\.(test|spec)\.tsx?$/.test(file.path)) return null;
  return /long because/i.test(file.text.slice(0, 1500))
    ? null
    : `${file.path} has ${lines} lines (limit ${lineLimit}): divide it, or say in its header why it is "long because …"`;
}
