#!/usr/bin/env node
/**
 * `galley …`: sets the checkout up when needed and runs the command line on the pinned Node. Runs on plain Node 20.
 */
import { built, ensureBuilt, ensureInstalled, hand, main, node, smallHeap } from "./setup.mjs";

await main(() => {
  const args = process.argv.slice(2);
  ensureInstalled();
  ensureBuilt("lexicon");
  ensureBuilt("program");
  // The only command with a window, and that stays.
  const serves = args[0] === "serve";
  if (serves) ensureBuilt("page");
  return hand(node, [...(serves ? [smallHeap] : []), built("cli"), ...args]);
});
