/**
 * Ids of imported documents: ULIDs, in the order of the import, no two the same, whichever process makes them. Must not
 * know: documents.
 *
 * A document's folder is the end of its id (`layout.ts`), and pages that come together go into one folder, since each
 * folder is made durable by itself. So an end stays for some ids; by chance another one comes after it.
 */
import { randomBytes } from "node:crypto";
import { documentFolder } from "../layout.ts";

/** Ids of one end: as many as pages are put in place together. */
const TOGETHER = 32;
/** Characters of the time, of chance, and of the end. */
const [TIME, CHANCE, END] = [10, 14, 2];
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BITS = 5;

let time = 0;
let chance = 0n;
let end = "";
let left = 0;

/** @param now milliseconds since 1970 */
export function newDocumentId(now: number): string {
  // In one millisecond, and while the clock goes back, each is one more than the one before it.
  if (now > time) [time, chance] = [now, anyNumber(CHANCE)];
  else chance++;
  if (!left--) {
    left = TOGETHER - 1;
    end = documentFolder(digits(anyNumber(END), END));
  }
  return digits(BigInt(time), TIME) + digits(chance, CHANCE) + end;
}

/** Of so many digits. */
function anyNumber(length: number): bigint {
  return BigInt.asUintN(length * BITS, BigInt(`0x${randomBytes(Math.ceil((length * BITS) / 8)).toString("hex")}`));
}

function digits(number: bigint, length: number): string {
  const text = BigInt.asUintN(length * BITS, number)
    .toString(32)
    .padStart(length, "0");
  return Array.from(text, (digit) => DIGITS[Number.parseInt(digit, 32)]).join("");
}
