/** A window that sleeps for a minute, with timers, watches and its claim: RELIABILITY's laptop, closed and opened. */
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { Corpus } from "../corpus/corpus.ts";
import { documentPath } from "../corpus/layout.ts";
import { byName, temporaryFolder } from "../corpus/testing.ts";

const MINUTE = 60_000;

test("after a minute's sleep the claim is its own, what others wrote is told, and a save is made once", async ({
  skip,
}) => {
  if (process.platform === "win32") skip("needs signals that stop a process");
  const root = temporaryFolder();
  const script = `
    import { createHost } from ${JSON.stringify(`file://${resolve("electron/host.ts")}`)};
    import { dispatch } from ${JSON.stringify(`file://${resolve("electron/host/dispatch.ts")}`)};
    import { createInterface } from "node:readline";
    const say = (what) => console.log(JSON.stringify(what));
    const { host } = createHost({
      shell: "loopback", userDataDir: ${JSON.stringify(join(root, "data"))}, documentsDir: ${JSON.stringify(root)},
      seedsDir: "seeds", language: "zh-CN", nativeDialogs: null, showInFolder: async () => {},
      emit: (event, payload) => event === "documentsChanged" && say({ event, payload }),
    });
    for await (const line of createInterface({ input: process.stdin })) {
      const { method, params } = JSON.parse(line);
      say({ result: await dispatch(host, method, params).catch(({ code }) => ({ code })) });
    }
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  // biome-ignore lint/suspicious/noExplicitAny: what the window would hear, looked into below.
  const next = async (): Promise<any> => JSON.parse((await lines.next()).value ?? "");
  const result = async () => {
    for (;;) {
      const said = await next();
      if ("result" in said) return said.result;
    }
  };
  const ask = (method: string, params: unknown) => child.stdin.write(`${JSON.stringify({ method, params })}\n`);

  ask("openSample", {});
  expect(await result()).toMatchObject({ readOnly: null });
  ask("listDocumentIds", { query: byName });
  const [mine, theirs] = (await result()) as [string, string];
  ask("readDocument", { id: mine });
  const { document, hash } = await result();
  const dir = join(root, "校样样例");

  child.kill("SIGSTOP");
  // Sent while it sleeps, as a window sends it that wakes first.
  ask("saveDocument", { document: { ...document, status: "done" }, baseHash: hash });
  const other = await Corpus.open(dir, { claim: true });
  expect(other.readOnly?.code).toBe("corpus-held");
  const path = documentPath(dir, theirs);
  const changed = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, JSON.stringify({ ...changed, meta: { ...changed.meta, title: "睡着时" } }));
  await wait(MINUTE);
  child.kill("SIGCONT");

  const told = new Set<string>();
  let saved: { revision: number; hash: string } | null = null;
  while (!saved || !told.has(theirs)) {
    const said = await next();
    if (said.event) for (const id of said.payload.ids) told.add(id);
    else saved = said.result;
  }
  expect(saved.revision).toBe(document.revision + 1);
  expect(await other.hashOf(mine)).toBe(saved.hash);
  expect((await other.readDocument(theirs)).document.meta.title).toBe("睡着时");
  await other.close();
  const third = await Corpus.open(dir, { claim: true });
  expect(third.readOnly?.code).toBe("corpus-held");
  await third.close();
}, 300_000);
