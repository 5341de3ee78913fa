/** What is done to a text or an entry in the whole corpus: nothing that is there is overwritten, twice is once, undone is as before. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Corpus } from "../../electron/corpus/corpus.ts";
import { nothing } from "../../electron/corpus/operations/plan.ts";
import { planEntities } from "../../electron/corpus/operations/plan-entities.ts";
import { documentBytes, importTexts } from "../../electron/corpus/operations/testing.ts";
import { temporaryCorpus } from "../../electron/corpus/testing.ts";
import type { EntityRequest } from "../../shared/entities/plan-request.ts";
import { rememberedEntry } from "../../shared/entities/remember.ts";
import { blocksOf, type Entity } from "../../shared/model/document.ts";
import { Office, pageTexts } from "./session.ts";

const names = ["离石区", "离石", "𠮷田茂", "北京市", "北京", "石", "與", "离石区与"];
const name = fc.constantFrom(...names);
const type = fc.constantFrom("PER", "LOC", "ORG");
const entries = fc.uniqueArray(fc.tuple(name, type, fc.array(name, { maxLength: 2 })), { maxLength: 5 }).map((list) =>
  list.map(([text, own, aliases], index) => ({
    ...rememberedEntry(`n${index}`, text, own),
    aliases: [...new Set(aliases)].filter((alias) => alias !== text),
  })),
);
const tags = fc.array(fc.tuple(name, type), { maxLength: 3 });

const stateOf = (corpus: Corpus) => [
  documentBytes(corpus.dir),
  readFileSync(join(corpus.dir, "entities.json"), "utf8"),
];

async function run(corpus: Corpus, request: EntityRequest): Promise<readonly string[]> {
  const plan = await planEntities(corpus, request);
  const { changed, failures, stopped } = await corpus.carryOut(plan.operation, plan.documents(nothing), {
    files: plan.files,
  });
  expect([failures, stopped]).toEqual([[], null]);
  return changed;
}

async function entitiesOf(corpus: Corpus, ids: readonly string[]): Promise<(Entity & { block: string })[]> {
  const all: (Entity & { block: string })[] = [];
  for (const id of ids)
    for (const block of blocksOf((await corpus.read(id)).document))
      all.push(...block.entities.map((entity) => ({ ...entity, block: `${id} ${block.id}` })));
  return all;
}

const meet = (a: Entity & { block: string }, b: Entity & { block: string }) =>
  a.block === b.block && a.start < b.end && b.start < a.end;

test("tagging a text everywhere leaves what is there, overlaps nothing, is done once, and undone byte for byte", async () => {
  const corpus = await temporaryCorpus();
  const ids = await importTexts(corpus, pageTexts);
  const office = new Office(corpus, ids);
  await fc.assert(
    fc.asyncProperty(entries, tags, name, type, fc.boolean(), async (registry, before, text, own, also) => {
      await office.open();
      await corpus.changeRegistry(registry.map((entry) => ({ do: "add", entry })));
      for (const [one, of] of before) await run(corpus, { do: "tag", text: one, type: of });
      const [state, was] = [stateOf(corpus), await entitiesOf(corpus, ids)];
      const request: EntityRequest = { do: "tag", text, type: own, also };
      const changed = await run(corpus, request);
      const now = await entitiesOf(corpus, ids);
      const old = new Set(was.map(({ id }) => id));
      expect(now.filter(({ id }) => old.has(id))).toEqual(was);
      for (const added of now.filter(({ id }) => !old.has(id)))
        expect(now.filter((other) => other !== added && meet(other, added))).toEqual([]);
      const after = stateOf(corpus);
      expect(await run(corpus, request)).toEqual([]);
      expect(stateOf(corpus)).toEqual(after);
      // Nothing was done the second time, so the first is the last.
      if (changed.length) await corpus.undoLast();
      expect(stateOf(corpus)).toEqual(state);
    }),
    { numRuns: 12 },
  );
});

test("merging entries moves every link and loses none, and is undone byte for byte", async () => {
  const corpus = await temporaryCorpus();
  const ids = await importTexts(corpus, pageTexts);
  const office = new Office(corpus, ids);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(name, { minLength: 2, maxLength: 4 }), fc.nat(3), async (texts, at) => {
      await office.open();
      for (const text of texts) await run(corpus, { do: "tag", text, type: "LOC" });
      const { entities } = await corpus.readRegistry();
      if (entities.length < 2) return;
      const into = entities[at % entities.length]?.id ?? "";
      const from = entities.map(({ id }) => id).filter((id) => id !== into);
      const [state, was] = [stateOf(corpus), await entitiesOf(corpus, ids)];
      await run(corpus, { do: "merge", from, into });
      const now = await entitiesOf(corpus, ids);
      expect(now).toEqual(was.map((entity) => ({ ...entity, ref: entity.ref === null ? null : into })));
      const [left, ...others] = (await corpus.readRegistry()).entities;
      expect([left?.id, others]).toEqual([into, []]);
      expect(new Set([left?.name, ...(left?.aliases ?? [])])).toEqual(new Set(entities.map((one) => one.name)));
      await corpus.undoLast();
      expect(stateOf(corpus)).toEqual(state);
    }),
    { numRuns: 6 },
  );
});
