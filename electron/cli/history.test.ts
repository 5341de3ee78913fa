import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../corpus/testing.ts";
import { galley } from "./testing.ts";

async function onePage() {
  const folder = temporaryFolder();
  const dir = join(folder, "corpus");
  writeFileSync(join(folder, "页.txt"), "標題：𠮷田茂訪問北京");
  await galley("new", dir);
  const id: string = (await galley("import", dir, join(folder, "页.txt"), "--json")).lines()[0].id;
  return { dir, id };
}

test("history lists, restore brings back and says where the present went, prune removes", async () => {
  const { dir, id } = await onePage();
  await galley("set", dir, id, "--status", "review");
  await galley("set", dir, id, "--status", "done");
  const all = (await galley("history", dir, id, "--json")).lines();
  expect(all.map(({ number, counts }) => [number, counts?.status ?? null])).toEqual([
    [0, "done"],
    [2, "review"],
    [1, null],
  ]);
  expect((await galley("history", dir, id.slice(0, 12))).stdout).toMatch(/now .*status done/);

  const restored = await galley("restore", dir, id, "1");
  expect([restored.status, restored.stdout]).toEqual([0, expect.stringContaining("is revision 3")]);
  expect(JSON.parse((await galley("show", dir, id)).stdout).status).toBe("new");
  await galley("restore", dir, id, "3");
  expect(JSON.parse((await galley("show", dir, id)).stdout).status).toBe("done");

  expect((await galley("prune", dir, "--keep", "1", "--days", "0", "--json")).lines()).toEqual([
    { revisions: 3, documents: 1 },
  ]);
});

test("what makes no sense is refused by name", async () => {
  const { dir, id } = await onePage();
  const wrong = await galley("restore", dir, id, "last");
  expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining("“last”")]);
  const missing = await galley("restore", dir, id, "7");
  expect([missing.status, missing.stderr]).toEqual([1, expect.stringContaining("no revision 7")]);
});
