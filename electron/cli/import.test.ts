import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../corpus/testing.ts";
import { runCli } from "./program.ts";

test("Ctrl-C within a file of many pages keeps what came before and says so; the rest comes with the next import", async () => {
  const folder = temporaryFolder();
  const [dir, file] = [join(folder, "corpus"), join(folder, "many.jsonl")];
  writeFileSync(
    file,
    Array.from({ length: 40 }, (_, n) => `{"text":"第${n}頁，𠮷田茂訪問北京","label":[]}\n`).join(""),
  );
  /** @param isStopped when the first page is read */
  const run = async (isStopped: boolean) => {
    let said = "";
    let interrupt = () => {};
    const stderr = {
      isTTY: true,
      write(text: string) {
        said += text;
        if (isStopped && /many\.jsonl 100 %/.test(text)) interrupt();
      },
    };
    const status = await runCli(["import", dir, file, "--format", "doccano"], {
      stdout: { write: () => {} },
      stderr,
      onInterrupt(stop) {
        interrupt = stop;
      },
    });
    return { status, said };
  };
  const first = await run(true);
  expect(first.status).toBe(1);
  expect(first.said).toContain("many.jsonl was stopped after 1 page, which is kept. Import it again for the rest");
  expect(first.said).toContain("1 imported, 0 there already, 0 failed.");
  const second = await run(false);
  expect(second.status).toBe(0);
  expect(second.said).toContain("39 imported, 1 there already, 0 failed.");
});
