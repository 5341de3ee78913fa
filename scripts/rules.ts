/**
 * Writes the list of proofing rules (shared/proofing/rules/index.ts) and their catalogue (docs/rules.md) from the files
 * of the rules. `npm run rules` writes them; a test notices a stale one.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Kind, kinds, type Rule } from "../shared/proofing/rule.ts";

const root = join(import.meta.dirname, "..");
const folder = join(root, "shared/proofing/rules");

/** What each kind's ids and files begin with. */
export const prefixes: Readonly<Record<Kind, string>> = {
  layout: "layout",
  role: "role",
  punctuation: "punct",
  space: "space",
  character: "char",
  consistency: "consist",
  user: "user",
};

const headings: Readonly<Record<Kind, string>> = {
  layout: "版面 · Layout",
  role: "段落类型 · Roles",
  punctuation: "标点 · Punctuation",
  space: "空格 · Spaces",
  character: "字符 · Characters",
  consistency: "一致 · Consistency",
  user: "自定 · The user's own",
};

interface RuleFile {
  /** Without ending: "punct-dash". */
  name: string;
  /** The constant that it exports: "punctDash". */
  constant: string;
  rule: Rule;
}

/** The rules in the order of their kinds, then of their names. */
export async function readRules(): Promise<RuleFile[]> {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && file !== "index.ts")
    .map((file) => file.slice(0, -3));
  const files = await Promise.all(names.map(readRule));
  const place = ({ rule }: RuleFile) => kinds.indexOf(rule.kind);
  return files.sort((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1));
}

async function readRule(name: string): Promise<RuleFile> {
  const constant = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const exported: Record<string, unknown> = await import(pathToFileURL(join(folder, `${name}.ts`)).href);
  const rule = exported[constant] as Rule | undefined;
  if (!rule || Object.keys(exported).length !== 1)
    throw new Error(`shared/proofing/rules/${name}.ts must export exactly one rule, called ${constant}.`);
  if (rule.id !== name.replace("-", ".") || rule.id.split(".")[0] !== prefixes[rule.kind])
    throw new Error(`shared/proofing/rules/${name}.ts: its id ${rule.id} and kind ${rule.kind} don't fit its name.`);
  return { name, constant, rule };
}

export function indexText(files: readonly RuleFile[]): string {
  const byName = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const text = [
    "/** All rules. Made by `npm run rules` from the files of this folder; don't edit. */",
    'import type { Rule } from "../rule.ts";',
    ...byName.map(({ name, constant }) => `import { ${constant} } from "./${name}.ts";`),
    "",
    `export const rules: readonly Rule[] = [${files.map(({ constant }) => constant).join(", ")}];`,
    "",
  ].join("\n");
  return formatted(text);
}

/** As the formatter would have it, so that the list stays clean whatever its length. */
function formatted(text: string): string {
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const args = [biome, "check", "--write", "--stdin-file-path=shared/proofing/rules/index.ts"];
  const { stdout, status, stderr } = spawnSync(process.execPath, args, { cwd: root, input: text, encoding: "utf8" });
  if (status !== 0) throw new Error(`The list of rules could not be formatted: ${stderr}`);
  return stdout;
}

export function catalogueText(files: readonly RuleFile[]): string {
  const lines = [
    "# 校对规则 · Proofing rules",
    "",
    "Made by `npm run rules` from the rules themselves; don't edit. **Safe** offers may be carried out without anyone",
    "looking (wrong less than once in a thousand); of the others each wants a glance. A rule that is off runs when it is",
    "switched on or named. In the examples ␣ is a space, ⏎ a new block, [LOC 离石区] an entity.",
    "",
    "| kind | id | finds | on |",
    "| --- | --- | --- | --- |",
    ...files.map(
      ({ rule }) =>
        `| ${headings[rule.kind]} | [\`${rule.id}\`](#${anchor(rule.id)}) | ${rule.title.zh} · ${rule.title.en} | ${rule.enabled ? "yes" : "no"} |`,
    ),
  ];
  for (const kind of kinds) {
    const own = files.filter(({ rule }) => rule.kind === kind);
    if (own.length) lines.push("", `## ${headings[kind]}`);
    for (const { rule } of own) lines.push("", ...entry(rule));
  }
  return `${lines.join("\n")}\n`;
}

function entry({ id, title, about, example, enabled, stage }: Rule): string[] {
  return [
    `### ${id}`,
    "",
    `**${title.zh}** · ${title.en} — ${enabled ? "on" : "off until switched on"}; stage: ${stage}`,
    "",
    about.zh,
    "",
    about.en,
    "",
    `- ${shown(example.before)}`,
    example.after === null ? "- → (only a person can tell)" : `- → ${shown(example.after)}`,
  ];
}

const anchor = (id: string) => id.replaceAll(".", "");
/** A code span that shows what can't be seen. */
function shown(text: string): string {
  const visible = text
    .replaceAll("\n\n", "⏎")
    .replaceAll("\n", "↵")
    .replaceAll(" ", "␣")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\u00a0\u2000-\u200a\u202f\u3000\ufffd]/gu, (char) => {
      return `⟨U+${(char.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}⟩`;
    });
  return visible.includes("`") ? `\`\` ${visible} \`\`` : `\`${visible}\``;
}

const outputs = { "shared/proofing/rules/index.ts": indexText, "docs/rules.md": catalogueText };

/** Names of the made files that differ from what the rules say. */
export async function staleFiles(): Promise<string[]> {
  const files = await readRules();
  return Object.entries(outputs).flatMap(([path, make]) =>
    readFileSync(join(root, path), "utf8") === make(files) ? [] : [path],
  );
}

if (import.meta.main) {
  const files = await readRules();
  for (const [path, make] of Object.entries(outputs)) writeFileSync(join(root, path), make(files));
}
