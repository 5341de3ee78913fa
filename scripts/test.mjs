/** `npm test`: sets the checkout up and runs every check on the pinned Node. Runs on plain Node 20. */
import { join } from "node:path";
import { ensureInstalled, hand, main, node, root } from "./setup.mjs";

await main(() => {
  ensureInstalled();
  return hand(node, [join(root, "scripts/test/run.ts"), ...process.argv.slice(2)]);
});
