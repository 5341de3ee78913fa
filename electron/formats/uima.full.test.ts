/**
 * What Apache UIMA itself reads from our CAS files, where it is installed with a Java that compiles: GALLEY_UIMA names
 * another uimaj-core.jar than Debian's (libuima-core-java).
 */
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { temporaryFolder } from "../corpus/testing.ts";
import { cas } from "./cas.ts";
import { flatten } from "./standoff/flat.ts";
import { exportToMemory, fieldDocument, randomDocument } from "./test-support.ts";

const jar = process.env.GALLEY_UIMA ?? "/usr/share/java/uimaj-core.jar";
const lacking = !existsSync(jar)
  ? `no ${jar}`
  : spawnSync("sh", ["-c", "command -v javac"]).status === 0
    ? ""
    : "no Java that compiles";

/** Says each entity of each file in a folder: type, tab, text, both in hexadecimal UTF-8. */
const reader = `
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.*;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.util.*;
public class Reader {
  static String hex(String text) { return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)); }
  public static void main(String[] args) throws Exception {
    var types = UIMAFramework.getXMLParser().parseTypeSystemDescription(new XMLInputSource(args[0] + "/TypeSystem.xml"));
    for (File file : new File(args[0]).listFiles((folder, name) -> name.endsWith(".xmi"))) {
      CAS cas = CasCreationUtils.createCas(types, null, null);
      try (InputStream in = new FileInputStream(file)) { XmiCasDeserializer.deserialize(in, cas, false); }
      Type named = cas.getTypeSystem().getType("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity");
      for (AnnotationFS entity : cas.getAnnotationIndex(named))
        System.out.println(hex(entity.getFeatureValueAsString(named.getFeatureByBaseName("value"))) + "\\t" + hex(entity.getCoveredText()));
    }
  }
}`;

test(`entities as Apache UIMA reads them${lacking && ` (skipped: ${lacking})`}`, async ({ skip }) => {
  if (lacking) skip(lacking);
  const documents = [
    fieldDocument(),
    ...fc.sample(randomDocument, { numRuns: 40, seed: 7 }).map((document, index) => ({
      ...document,
      id: `document-${index}`,
      source: { ...document.source, name: `page-${index}.txt` },
    })),
  ];
  const folder = temporaryFolder();
  const { bytes, failures } = await exportToMemory(cas, documents);
  expect(failures).toEqual([]);
  for (const [name, content] of bytes) writeFileSync(join(folder, name), content);
  const program = join(folder, "Reader.java");
  writeFileSync(program, reader);
  const run = spawnSync("java", ["-cp", jar, program, folder], { encoding: "utf8", timeout: 300_000 });
  expect(run.stderr.includes("Exception") ? run.stderr : "").toBe("");
  const text = (hex = "") => Buffer.from(hex, "hex").toString();
  const found = run.stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => line.split("\t").map(text));
  const wanted = documents.flatMap((document) => flatten(document).spans.map(({ type, text: words }) => [type, words]));
  const inOrder = (list: readonly string[][]) => list.map((each) => JSON.stringify(each)).sort();
  expect(wanted.length).toBeGreaterThan(20);
  expect(inOrder(found)).toEqual(inOrder(wanted));
});
