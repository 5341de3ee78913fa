import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { GalleyError } from "../../../shared/errors.ts";
import { openZip, zipLimits } from "./zip.ts";

/** A number as an archive has it: least significant byte first. */
const little = (value: number, bytes: number) =>
  Array.from({ length: bytes }, (_, index) => Math.floor(value / 256 ** index) % 256);

/** The places where a signature stands. */
function placesOf(bytes: Uint8Array, signature: number): number[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const mark = Buffer.from(little(signature, 4));
  const places: number[] = [];
  for (let at = view.indexOf(mark); at >= 0; at = view.indexOf(mark, at + 1)) places.push(at);
  return places;
}
const localMark = 0x04034b50;
const centralMark = 0x02014b50;

/** With a field of every entry's record overwritten, counted from the record's beginning. */
function withField(bytes: Uint8Array, signature: number, offset: number, value: number, width: number): Uint8Array {
  const copy = bytes.slice();
  for (const place of placesOf(copy, signature)) copy.set(little(value, width), place + offset);
  return copy;
}

const refusal = async (bytes: Uint8Array, name = "a") => {
  try {
    const zip = await openZip(bytes, "壞.zip");
    await zip.read(name);
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(GalleyError);
    expect((error as GalleyError).message).toContain("壞.zip");
    return (error as GalleyError).code;
  }
};

describe("an archive", () => {
  it.each(["../a", "a/../../b", "/etc/passwd", "..\\a", "C:\\a", "C:/a", "a\\b"])(
    "whose entry is called %s is refused whole",
    async (name) => {
      expect(await refusal(zipSync({ a: strToU8("甲"), [name]: strToU8("乙") }))).toBe("document-damaged");
    },
  );

  it("is never asked what a link in it leads to: its text is all that there is", async () => {
    const link = withField(zipSync({ a: strToU8("/etc/passwd") }), centralMark, 38, 0o120777 * 65536, 4);
    expect(new TextDecoder().decode((await (await openZip(link, "a.zip")).read("a")) ?? undefined)).toBe("/etc/passwd");
  });

  it("that says less or more than what comes out is refused", async () => {
    const sound = zipSync({ a: strToU8("甲".repeat(1000)) });
    for (const size of [1, 2999, 3001, 0x7fffffff]) {
      expect([size, await refusal(withField(sound, centralMark, 24, size, 4))]).toEqual([size, "document-damaged"]);
    }
    expect(await refusal(withField(sound, centralMark, 20, 0x7fffffff, 4))).toBe("document-damaged");
    expect(await refusal(withField(sound, centralMark, 42, 0x7fffffff, 4))).toBe("document-damaged");
    expect(await refusal(sound.subarray(0, sound.length - 10))).toBe("document-damaged");
    expect(await refusal(withField(withField(sound, centralMark, 8, 1, 2), localMark, 6, 1, 2))).toBe(
      "document-damaged",
    );
  });

  it("that unpacks to a hundred times its size, or to more than two hundred megabytes in all, is not read to the end", async () => {
    const bomb = zipSync({ a: new Uint8Array(20 * 1024 * 1024) });
    expect(await refusal(bomb)).toBe("too-large");
    // Many entries that are each within the ratio: what counts is what has come out of all of them.
    const noise = Uint8Array.from({ length: 64 * 1024 }, (_, index) => (index * index * 31) % 251);
    const parts = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`p${index}`, noise]));
    const zip = await openZip(zipSync(parts), "a.zip", { ...zipLimits, inflated: 3 * noise.length });
    for (const name of ["p0", "p1", "p2"]) expect(await zip.read(name)).toHaveLength(noise.length);
    await expect(zip.read("p3")).rejects.toMatchObject({ code: "too-large" });
  });

  it("whose entries lie over each other gives no more than its limits", async () => {
    const sound = zipSync({ a: new Uint8Array(3 * 1024 * 1024), b: new Uint8Array(3 * 1024 * 1024) });
    const [first = 0] = placesOf(sound, localMark);
    const both = withField(sound, centralMark, 42, first, 4);
    const zip = await openZip(both, "a.zip", { ...zipLimits, inflated: 4 * 1024 * 1024 });
    await zip.read("a");
    await expect(zip.read("b")).rejects.toMatchObject({ code: "too-large" });
  });

  it("of more than ten thousand files is refused before any of them is read", async () => {
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`f${index}`, new Uint8Array()])),
      {
        level: 0,
      },
    );
    expect(await refusal(many)).toBe("too-large");
    // However many it says that it has.
    const end = placesOf(many, 0x06054b50).at(-1) ?? 0;
    const lying = many.slice();
    lying.set(little(5, 2), end + 10);
    expect((await openZip(lying, "a.zip")).names).toHaveLength(5);
  });

  it("may have any name in it: prototypes are no files", async () => {
    const zip = await openZip(zipSync({ a: strToU8("a") }), "a.zip");
    for (const name of ["__proto__", "constructor", "toString"]) expect(await zip.read(name)).toBeNull();
  });
});
