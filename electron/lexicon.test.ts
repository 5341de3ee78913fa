import { expect, it } from "vitest";
import { lexiconFromText, segment } from "../shared/proofing/lexicon.ts";
import { makeLexiconText, readLexiconText } from "./lexicon.ts";

it("reads the language's words, with or without a build", async () => {
  expect(await readLexiconText()).toBe(await makeLexiconText());
});

it("is small enough to be sent to the window", async () => {
  expect(Buffer.byteLength(await makeLexiconText())).toBeLessThan(4_000_000);
});

it("divides a sentence as a reader would", async () => {
  const lexicon = lexiconFromText(await readLexiconText());
  expect(segment("坚持以人民为中心的发展思想", lexicon)).toEqual("坚持/以/人民/为/中心/的/发展/思想".split("/"));
});
