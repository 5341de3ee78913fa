/**
 * The model learned from a corpus, kept in its private folder: the weights, what it was learned from, and how it did in
 * cross-validation. Only derived: a file that is missing or unreadable is made anew by learning again.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type LearningAbout, learningAboutSchema } from "../../shared/api.ts";
import type { WrittenModel } from "../../shared/entities/learning/written-model.ts";
import { realFs } from "../corpus/disk.ts";
import { writeFileDurably } from "../corpus/durable-file.ts";
import { privateName } from "../corpus/layout.ts";
import { makePrivateFolder } from "../corpus/private-folder.ts";

/** Raised when the same documents would give another model. */
const RECIPE = 3;

const fileSchema = z.object({
  recipe: z.literal(RECIPE),
  /** Names what it was learned from. */
  from: z.string(),
  about: learningAboutSchema,
  head: z.string(),
  /** Base64. */
  weights: z.string(),
});

export interface KeptModel {
  from: string;
  about: LearningAbout;
  model: WrittenModel;
}

export function modelPath(dir: string): string {
  return join(dir, privateName, "entities-model.json");
}

/** Null where there is none that can be used. */
export async function readModel(dir: string): Promise<KeptModel | null> {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(await readFile(modelPath(dir), "utf8")));
    if (!parsed.success) return null;
    const { from, about, head, weights } = parsed.data;
    return { from, about, model: { head, weights: new Uint8Array(Buffer.from(weights, "base64")) } };
  } catch {
    return null;
  }
}

/** @throws the system's error; whoever calls can do without the file */
export async function writeModel(dir: string, { from, about, model }: KeptModel): Promise<void> {
  makePrivateFolder(dir);
  const { buffer, byteOffset, byteLength } = model.weights;
  const weights = Buffer.from(buffer, byteOffset, byteLength).toString("base64");
  const text = JSON.stringify({ recipe: RECIPE, from, about, head: model.head, weights });
  await writeFileDurably(modelPath(dir), text, realFs);
}
