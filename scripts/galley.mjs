#!/usr/bin/env node
/**
 * `galley …`: sets the checkout up when needed and runs the command line on the pinned Node. Runs on plain Node 20.
 */
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, hand, main, node, root } from "./setup.mjs";

await main(() => {
  const args = process.argv.slice(2);
  ensureInstalled();
  ensureBuilt("lexicon");
  // The only command with a window.
  if (args[0] === "serve") ensureBuilt("page");
  return hand(node, [join(root, "electron/cli.ts"), ...args]);
});
