/** Which operations can still be undone: the last ones. Must not know: what they did. */
import type { DurableFs } from "../disk.ts";
import { operationIds, operationSize, removeOperation } from "./operation-log.ts";

const MOST_OPERATIONS = 10;
/** Of all kept operations together; the newest is kept whatever its size. */
const MOST_BYTES = 1024 * 1024 * 1024;

/** @throws GalleyError */
export function forgetOld(dir: string, fs: DurableFs): void {
  let kept = 0;
  for (const [index, id] of operationIds(dir, fs).entries()) {
    kept += operationSize(dir, id, fs);
    if (index > 0 && (index >= MOST_OPERATIONS || kept > MOST_BYTES)) removeOperation(dir, id, fs);
  }
}
