import { expect, it } from "vitest";
import type { GalleyApi } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { GalleyDocument } from "../../../shared/model/document.ts";
import { articlesFromText } from "../../../shared/model/from-text.ts";
import { createWrite } from "./write.ts";

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

/** A host with one file; `lose` makes it answer nothing after the next save. */
function host(first: GalleyDocument) {
  const file = { document: first, hash: "h0" };
  let losing = false;
  const call = async (method: string, params: { document: GalleyDocument; baseHash: string }) => {
    if (method === "readDocument") return { ...file, source: "", readOnly: null };
    if (params.baseHash !== file.hash) throw new GalleyError("conflict", "changed on disk");
    file.document = { ...params.document, revision: file.document.revision + 1, updatedBy: "me" };
    file.hash = `h${file.document.revision}`;
    if (losing) {
      losing = false;
      throw new GalleyError("connection", "lost");
    }
    return { hash: file.hash, revision: file.document.revision, updatedAt: "" };
  };
  return {
    file,
    api: { call } as unknown as Pick<GalleyApi, "call">,
    lose: () => {
      losing = true;
    },
  };
}

it("goes on after a save whose answer was lost, also with more typed since", async () => {
  const { file, api, lose } = host(page("甲"));
  const write = createWrite(api);
  lose();
  await expect(write(page("甲乙"), "h0")).rejects.toMatchObject({ code: "connection" });
  expect(await write(page("甲乙丙"), "h0")).toMatchObject({ hash: "h2" });
  expect(file.document.articles[0]?.blocks[0]?.text).toBe("甲乙丙");
});

it("still asks when somebody else changed the file after the lost answer", async () => {
  const { file, api, lose } = host(page("甲"));
  const write = createWrite(api);
  lose();
  await expect(write(page("甲乙"), "h0")).rejects.toMatchObject({ code: "connection" });
  file.document = page("别人的字");
  file.hash = "theirs";
  await expect(write(page("甲乙丙"), "h0")).rejects.toMatchObject({ code: "conflict" });
  expect(file.document.articles[0]?.blocks[0]?.text).toBe("别人的字");
});

it("asks about every conflict without a lost answer", async () => {
  const { file, api } = host(page("甲"));
  file.hash = "theirs";
  await expect(createWrite(api)(page("甲"), "h0")).rejects.toMatchObject({ code: "conflict" });
});
