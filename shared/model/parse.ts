/**
 * From the text of a file to a document: the door where everything read is checked once. Inside, types are trusted.
 */
import { GalleyError } from "../errors.ts";
import { quickParse } from "../quick-shape.ts";
import { documentFormat, documentSchema, documentVersion, type GalleyDocument } from "./document.ts";
import { parseJsonText } from "./json-text.ts";
import { documentVersions, migrate } from "./migrations.ts";

/** The first problem of a zod error as "at articles.0.blocks.2.role: …". */
export function describeIssue(error: { issues: { path: PropertyKey[]; message: string }[] }): string {
  const issue = error.issues[0];
  if (!issue) return "unknown problem";
  return issue.path.length ? `at ${issue.path.map(String).join(".")}: ${issue.message}` : issue.message;
}

/**
 * Parses and validates a document's JSON.
 * @param name file name for the message
 * @throws GalleyError document-damaged (not JSON, or not of the shape) or document-newer
 */
export function parseDocument(text: string, name: string): GalleyDocument {
  let json: unknown;
  try {
    json = parseJsonText(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new GalleyError("document-damaged", `${name} is not valid JSON: ${reason}`, { name, reason }, { cause });
  }
  return checkDocument(json, name);
}

/** Validates parsed JSON (from a file, an import or a message) as a document of the newest version. */
export function checkDocument(json: unknown, name: string): GalleyDocument {
  const reason = notADocument(json);
  if (reason)
    throw new GalleyError("document-damaged", `${name} is not a Galley document: ${reason}`, { name, reason });
  const raw = json as Record<string, unknown>;
  if (isNewer(raw)) {
    throw new GalleyError(
      "document-newer",
      `${name} was written by a newer version of Galley (format ${raw.version}, this program reads up to ${documentVersion}). Update Galley to edit it.`,
      { name, version: Number(raw.version) },
    );
  }
  const unknown = unknownVersion(raw.version, documentVersions.Initial);
  if (unknown)
    throw new GalleyError("document-damaged", `${name} is not a Galley document: ${unknown}.`, {
      name,
      reason: unknown,
    });
  const migrated = migrate(raw);
  const checked = quickParse(documentSchema, migrated);
  if (!checked.success) {
    const problem = describeIssue(checked.error);
    throw new GalleyError("document-damaged", `${name} is not a Galley document: ${problem}`, {
      name,
      reason: problem,
    });
  }
  // The checked input itself, not zod's copy: unknown keys keep their places.
  return migrated as unknown as GalleyDocument;
}

function notADocument(json: unknown): string | null {
  if (!json || typeof json !== "object" || Array.isArray(json)) return "it is not an object";
  const format = (json as Record<string, unknown>).format;
  return format === documentFormat
    ? null
    : `its "format" is ${JSON.stringify(format) ?? "missing"}, not "${documentFormat}"`;
}

/** Why a version that is not newer can't be one that a file was ever written in, or null. @param first that ever was */
export function unknownVersion(version: unknown, first: number): string | null {
  if (Number.isInteger(version) && (version as number) >= first) return null;
  return `its version is ${JSON.stringify(version) ?? "missing"}; the first that was ever written is ${first}`;
}

function isNewer(json: Record<string, unknown>): boolean {
  return typeof json.version === "number" && json.version > documentVersion;
}
