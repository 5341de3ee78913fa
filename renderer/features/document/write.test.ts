import { expect, it } from "vitest";
import type { GalleyApi } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { blocksOf, type GalleyDocument } from "../../../shared/model/document.ts";
import { articlesFromText } from "../../../shared/model/from-text.ts";
import { type Delta, documentOfDelta } from "../../../shared/versions/delta.ts";
import { createWrite, onDiskAs } from "./write.ts";

const page = (text: string): GalleyDocument => ({
  format: "galley/document",
  version: 1,
  id: "01JD0000",
  status: "new",
  source: { name: "a.txt", sha256: "0".repeat(64), encoding: "utf-8", length: text.length, importedAt: "" },
  meta: { title: "", publication: "", date: "", page: "", url: "" },
  articles: articlesFromText(text),
  dismissed: [],
  revision: 0,
  updatedAt: "",
  updatedBy: "",
});

/**
 * A host with one file; `lose` makes it answer nothing after the next save, `forget` makes it know no version any more.
 * `write` is the window's way to it.
 */
function host(first: GalleyDocument) {
  const file = { document: first, hash: "h0" };
  const onDisk = onDiskAs(first, "h0");
  const sent: number[] = [];
  let losing = false;
  let base: GalleyDocument | null = first;
  const call = async (method: string, params: { document: GalleyDocument; delta: Delta; baseHash: string }) => {
    if (method === "readDocument") return { ...file, source: "", readOnly: null };
    const document = method === "saveDelta" ? documentOfDelta(params.delta, base) : params.document;
    if (!document) return null;
    sent.push(method === "saveDelta" ? params.delta.changed.length : blocksOf(document).length);
    if (params.baseHash !== file.hash) throw new GalleyError("conflict", "changed on disk");
    file.document = { ...document, revision: file.document.revision + 1, updatedBy: "me" };
    file.hash = `h${file.document.revision}`;
    if (losing) {
      losing = false;
      throw new GalleyError("connection", "lost");
    }
    return { hash: file.hash, revision: file.document.revision, updatedAt: "" };
  };
  return {
    file,
    sent,
    write: createWrite({ call } as unknown as Pick<GalleyApi, "call">, () => onDisk),
    lose: () => {
      losing = true;
    },
    forget: () => {
      base = null;
    },
  };
}

it("goes on after a save whose answer was lost, also with more typed since", async () => {
  const { file, write, lose } = host(page("甲"));
  lose();
  await expect(write(page("甲乙"), "h0")).rejects.toMatchObject({ code: "connection" });
  expect(await write(page("甲乙丙"), "h0")).toMatchObject({ hash: "h2" });
  expect(file.document.articles[0]?.blocks[0]?.text).toBe("甲乙丙");
});

it("still asks when somebody else changed the file after the lost answer", async () => {
  const { file, write, lose } = host(page("甲"));
  lose();
  await expect(write(page("甲乙"), "h0")).rejects.toMatchObject({ code: "connection" });
  file.document = page("别人的字");
  file.hash = "theirs";
  await expect(write(page("甲乙丙"), "h0")).rejects.toMatchObject({ code: "conflict" });
  expect(file.document.articles[0]?.blocks[0]?.text).toBe("别人的字");
});

it("asks about every conflict without a lost answer", async () => {
  const { file, write } = host(page("甲"));
  file.hash = "theirs";
  await expect(write(page("甲"), "h0")).rejects.toMatchObject({ code: "conflict" });
});

it("sends the blocks that were changed; all of them where the host has forgotten the others", async () => {
  const first = page("甲\n\n乙\n\n丙");
  const { file, sent, write, forget } = host(first);
  const [article, ...rest] = first.articles;
  const [block, ...blocks] = article?.blocks ?? [];
  if (!article || !block) throw new Error("the page has no block");
  const changed = { ...first, articles: [{ ...article, blocks: [{ ...block, text: "丁" }, ...blocks] }, ...rest] };
  await write(changed, "h0");
  expect(blocksOf(file.document).map(({ text }) => text)).toEqual(["丁", "乙", "丙"]);
  file.hash = "h0";
  forget();
  await write(changed, "h0");
  expect(sent).toEqual([1, 3]);
  expect(blocksOf(file.document).map(({ text }) => text)).toEqual(["丁", "乙", "丙"]);
});
