/** Fuzzed: what is read from files. Importers, documents, galley.json, entities.json, and the files that people carry. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Corpus } from "../../electron/corpus/corpus.ts";
import { type DurableFs, realFs } from "../../electron/corpus/disk.ts";
import { importGazetteer } from "../../electron/corpus/import-gazetteer.ts";
import { documentPath, registryName, settingsName } from "../../electron/corpus/layout.ts";
import { previewImport } from "../../electron/formats/preview-import.ts";
import { memoryFile } from "../../electron/formats/run-import.ts";
import { writeGazetteer } from "../../shared/entities/gazetteer.ts";
import { preset } from "../../shared/entities/tagset/presets.ts";
import { parseTagsetFile, writeTagsetFile } from "../../shared/entities/tagset/tagset-file.ts";
import { serializeDocument } from "../../shared/model/serialize.ts";
import type { Registry } from "../../shared/model/settings.ts";
import { parseRulesFile, writeRulesFile } from "../../shared/proofing/rules-file.ts";
import { type Input, importInputs, richDocument } from "./inputs.ts";
import { Broken, codeOf, type Running, refusedWith, type Target } from "./target.ts";

const encoder = new TextEncoder();
const anyName = { sort: "name", descending: false, text: "", status: null } as const;

/** The disk without waiting for it: what is fuzzed is what is read. */
const quickFs: DurableFs = {
  ...realFs,
  async open(path, flags) {
    const handle = await realFs.open(path, flags);
    handle.sync = async () => {};
    return handle;
  },
};

const newCorpus = (folder: string) => Corpus.create(join(folder, "corpus"), { name: "试" }, { fs: quickFs });

async function refuseUnsound(corpus: Corpus): Promise<void> {
  // What the tagset doesn't know is only noted: an import may bring it.
  for await (const finding of corpus.verify({ repair: false }))
    if (finding.severity !== "note")
      throw new Broken(`the corpus is unsound afterwards: ${JSON.stringify(finding).slice(0, 400)}`);
}

/** Through the preview and the import, as the window does it; what came in must be sound. */
async function importer(folder: string): Promise<Running> {
  const corpus = await newCorpus(folder);
  return {
    async run({ name, bytes, siblings }) {
      await previewImport(memoryFile(name, bytes, siblings), corpus.settings, { encoding: "auto", format: null }).catch(
        codeOf,
      );
      const file = { path: name, bytes, encoding: "auto" as const, ...(siblings ? { siblings } : {}) };
      const outcomes = await corpus.import(file);
      const failed = outcomes.find(({ error }) => error);
      for (const { error } of outcomes) if (error) refusedWith(error);
      return failed?.error ? failed.error.code : outcomes.length ? "accepted" : "nothing";
    },
    async end() {
      await refuseUnsound(corpus);
      await corpus.close();
    },
  };
}

/** One document's file, read, listed, repaired and saved. */
async function documentFile(folder: string): Promise<Running> {
  const corpus = await newCorpus(folder);
  const { id } = richDocument();
  const path = documentPath(corpus.dir, id);
  mkdirSync(dirname(path), { recursive: true });
  return {
    async run({ bytes }) {
      writeFileSync(path, bytes);
      await corpus.lookAt([id]);
      const { rows } = await corpus.list(anyName, 0, 10);
      if (rows.length !== 1) throw new Broken(`the list has ${rows.length} rows for one file`);
      if (rows[0]?.problem) refusedWith(rows[0].problem);
      try {
        const { document, hash } = await corpus.read(id);
        await corpus.save(document, hash);
        await corpus.read(id);
        return "accepted";
      } catch (error) {
        return codeOf(error);
      }
    },
    async end() {
      for await (const _ of corpus.verify({ repair: true })) {
        // Whatever it finds, it must come to an end.
      }
      await corpus.close();
    },
  };
}

/** A file of the corpus itself: opened with it, or refused. */
function corpusFile(file: string) {
  return async (folder: string): Promise<Running> => {
    const corpus = await newCorpus(folder);
    await corpus.import({ path: "甲.txt", bytes: encoder.encode("標題\n\n本報訊。"), encoding: "utf-8" });
    await corpus.close();
    return {
      async run({ bytes }) {
        writeFileSync(join(corpus.dir, file), bytes);
        try {
          const opened = await Corpus.open(corpus.dir, { fs: quickFs });
          try {
            await opened.list(anyName, 0, 10);
            await opened.readRegistry();
            const entry = { id: "q9", name: "大會", type: "EVENT", aliases: [], link: "", note: "" };
            await opened.changeRegistry([{ do: "add", entry }]);
            await opened.setRemembered(["PER"]);
          } finally {
            await opened.close();
          }
          return "accepted";
        } catch (error) {
          return codeOf(error);
        }
      },
      async end() {},
    };
  };
}

/** Text that a pure function reads. */
function parser(parse: (text: string) => unknown) {
  return async (): Promise<Running> => ({
    async run({ bytes }) {
      try {
        parse(new TextDecoder().decode(bytes));
        return "accepted";
      } catch (error) {
        return codeOf(error);
      }
    },
    async end() {},
  });
}

async function gazetteer(folder: string): Promise<Running> {
  const corpus = await newCorpus(folder);
  return {
    async run({ name, bytes }) {
      try {
        await importGazetteer(corpus, { name, bytes, type: "PER", isNew: false, dryRun: false });
        return "accepted";
      } catch (error) {
        return codeOf(error);
      }
    },
    async end() {
      await refuseUnsound(corpus);
      await corpus.close();
    },
  };
}

const registry: Registry = {
  format: "galley/entities",
  version: 1,
  entities: [
    { id: "q1", name: "𠮷田茂", type: "PER", aliases: ["吉田", "首相"], link: "Q42", note: "注\n二" },
    { id: "q2", name: "北京", type: "LOC", aliases: [], link: "https://example.org", note: "" },
  ],
};
const rule = { find: "裏", replace: "裡", regex: false, message: "字形", safe: true, enabled: true };
const proofing = {
  rules: { width: false },
  userRules: [
    { id: "r1", ...rule },
    { ...rule, id: "r2", find: "(.)\\1", regex: true },
  ],
};
const settings = {
  format: "galley/corpus",
  version: 1,
  name: "試",
  createdAt: "2026-11-22T08:00:00Z",
  roles: [{ id: "paragraph", label: { zh: "正文", en: "Paragraph" }, key: "7" }],
  ...preset("news"),
  proofing,
  remembered: ["PER"],
  importMapping: { brat: { types: { Person: "PER" }, roles: {} } },
};

const one = (name: string, kind: Input["kind"], content: string): Input => ({
  name,
  kind,
  bytes: encoder.encode(content),
});
const document = () => one("document.json", "json", serializeDocument(richDocument()));

/** What a corpus's folder holds, and nothing beside it. */
const inCorpus =
  /^corpus(\/(galley\.json|entities\.json|\.galley(\/.+)?|documents(\/[\w-]{2}(\/[\w-]+\.json)?)?|sources(\/[0-9a-f]{64}\.[0-9a-z]{1,16})?))?$/;

const importTargets = async (): Promise<Target[]> =>
  [...(await importInputs())].map(([id, inputs]) => ({
    name: `import-${id}`,
    share: 2,
    batch: 150,
    places: inCorpus,
    inputs: async () => inputs,
    start: importer,
  }));

export const fileTargets = async (): Promise<Target[]> => [
  ...(await importTargets()),
  { name: "document", share: 12, batch: 500, places: inCorpus, inputs: async () => [document()], start: documentFile },
  {
    name: "document-cut",
    share: 6,
    batch: 500,
    inputs: async () => [document()],
    start: documentFile,
    inputOf([whole], number) {
      const { bytes, ...rest } = whole as Input;
      return { ...rest, bytes: bytes.subarray(0, number % (bytes.length + 1)) };
    },
  },
  {
    name: "settings",
    share: 5,
    batch: 300,
    places: inCorpus,
    inputs: async () => [one(settingsName, "json", JSON.stringify(settings, null, 2))],
    start: corpusFile(settingsName),
  },
  {
    name: "registry",
    share: 4,
    batch: 300,
    places: inCorpus,
    inputs: async () => [one(registryName, "json", JSON.stringify(registry, null, 2))],
    start: corpusFile(registryName),
  },
  {
    name: "rules-file",
    share: 2,
    batch: 5000,
    inputs: async () => [one("rules.json", "json", writeRulesFile(proofing))],
    start: parser((text) => parseRulesFile(text, "rules.json")),
  },
  {
    name: "tagset-file",
    share: 2,
    batch: 5000,
    inputs: async () => [one("tagset.json", "json", writeTagsetFile(preset("news")))],
    start: parser((text) => parseTagsetFile(text, "tagset.json")),
  },
  {
    name: "gazetteer",
    share: 3,
    batch: 100,
    places: inCorpus,
    inputs: async () => [
      one("names.json", "json", writeGazetteer(registry, "json")),
      one("names.csv", "text", writeGazetteer(registry, "csv")),
      one("names.txt", "text", "𠮷田茂\n北京\n"),
    ],
    start: gazetteer,
  },
];
