/**
 * The journal: what was typed and is not saved yet, kept in the user's own folder so that it survives whatever ends the
 * program. One file a document and base:
 *
 *     drafts/<corpus>/<id>.<base>.json           typed on top of the file with this hash (its first 16 digits)
 *     drafts/<corpus>/<id>.<base>.<next>.json    the same, while a save is turning that file into the one named next
 *
 * The hash is in the name and not in the content, so that a draft goes over to the next base, or is known to be saved,
 * by one rename: whichever moment ends the program, the names say whether a draft's text is already in the document.
 * Must not know: the window, when drafts are written.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { GalleyError } from "../../shared/errors.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { checkDocument } from "../../shared/model/parse.ts";
import { contentOf } from "../../shared/versions/compare.ts";
import { type Delta, documentOfDelta } from "../../shared/versions/delta.ts";
import { damagedName } from "../corpus/damaged.ts";
import { type DurableFs, realFs } from "../corpus/disk.ts";
import { documentParts, joined } from "../corpus/document-bytes.ts";
import { writeFileDurably } from "../corpus/durable-file.ts";
import { KnownBlocks } from "../corpus/known-blocks.ts";
import { KeyedQueue } from "../corpus/queue.ts";
import { readRegularFile } from "../corpus/read-regular-file.ts";
import { diskError } from "../disk-errors.ts";

const fileSchema = z.looseObject({
  format: z.literal("galley/draft"),
  version: z.literal(1),
  /** The corpus's folder, for who looks at the file. */
  corpus: z.string(),
  keptAt: z.string(),
  document: z.unknown(),
});

/** Largest draft in bytes; a page of a million characters is smaller. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Drafts in all. There is one for each page that was left unsaved, so nobody gets there; the oldest goes first. */
const MOST_DRAFTS = 500;
/** Documents whose last versions are kept in memory, to make deltas into documents. */
const MOST_BASES = 4;
/** Versions of each: while a save is answered, the window still tells what it does against the one before. */
const MOST_VERSIONS = 2;

export interface Draft {
  document: GalleyDocument;
  /** When it was kept. */
  keptAt: string;
  /** The file is still the one that it was typed on. */
  current: boolean;
  /** Beginning of that file's hash. */
  base: string;
}

interface DraftFile {
  path: string;
  base: string;
  /** Set while a save was under way: beginning of the hash that it would have led to. */
  next: string | null;
}

/** A document as it is on the disk. */
interface Base {
  document: GalleyDocument;
  hash: string;
  /** Hash of the file that a save turned into this one: the window may not have heard of that yet. */
  before: string | null;
}

export class Drafts {
  readonly #dir: string;
  readonly #fs: DurableFs;
  readonly #queue = new KeyedQueue();
  readonly #folders = new Map<string, string>();
  /** By document, the newest version first. */
  readonly #bases = new Map<string, readonly Base[]>();

  readonly #blocks: KnownBlocks;

  /**
   * @param userDataDir the program's own folder
   * @param blocks known since a save; a draft of a long page is not written anew for a word
   */
  constructor(userDataDir: string, fs: DurableFs = realFs, blocks = new KnownBlocks()) {
    this.#dir = join(userDataDir, "drafts");
    this.#fs = fs;
    this.#blocks = blocks;
  }

  /** A document as it was just read or saved, and stays: deltas are told against it. */
  know(document: GalleyDocument, hash: string, before: string | null = null): void {
    const { id } = document;
    const others = (this.#bases.get(id) ?? []).filter((base) => base.hash !== hash);
    this.#bases.delete(id);
    this.#bases.set(id, [{ document, hash, before }, ...others].slice(0, MOST_VERSIONS));
    const [oldest] = this.#bases.keys();
    if (this.#bases.size > MOST_BASES && oldest) this.#bases.delete(oldest);
  }

  /** A version of a document that was read or saved here not long ago, or null. */
  known(id: string, hash: string): GalleyDocument | null {
    return this.#bases.get(id)?.find((base) => base.hash === hash)?.document ?? null;
  }

  /** Resolves when it is on the disk; false when it can't be made out without its base. @throws GalleyError */
  async keep(corpus: string, delta: Delta, baseHash: string, now: Date): Promise<boolean> {
    const { id } = delta.head;
    const document = documentOfDelta(delta, this.known(id, baseHash));
    if (!document) return false;
    // Where the window has not heard yet that its base was saved over, what it tells is on what the save wrote.
    const newest = this.#bases.get(id)?.[0];
    const base = newest?.before === baseHash ? newest.hash : baseHash;
    const head = JSON.stringify({ format: "galley/draft", version: 1, corpus, keptAt: now.toISOString() });
    const bytes = joined([`${head.slice(0, -1)},"document":`, ...documentParts(document, this.#blocks), "}"]);
    if (bytes.length > MOST_BYTES) return true;
    await this.#queue.run(id, async () => {
      const folder = this.#folder(corpus);
      try {
        if (!this.#fs.exists(folder)) this.#fs.makeFolders(folder, 0o700);
      } catch (error) {
        throw diskError(error, folder, "make the folder");
      }
      await writeFileDurably(join(folder, `${id}.${short(base)}.json`), bytes, this.#fs);
      try {
        this.#forgetOldest();
      } catch {
        // The draft is kept; there are a few too many now.
      }
    });
    return true;
  }

  /** Whether there may be a draft of a document. */
  has(corpus: string, id: string): boolean {
    return this.#list(corpus, id).length > 0;
  }

  /**
   * What of a document was typed and never saved, or null. Drafts whose text is in the file already are forgotten.
   * @param file the document as it is on the disk, and its hash
   */
  read(corpus: string, file: { document: GalleyDocument; hash: string }): Promise<Draft | null> {
    const { id } = file.document;
    return this.#queue.run(id, async () => {
      const files = this.#list(corpus, id);
      const now = short(file.hash);
      // A save that was under way got through: what was typed on its base was typed on what it wrote.
      const saved = files.filter(({ next }) => next === now);
      for (const { path } of saved) this.#fs.remove(path);
      const ours = new Set([now, ...saved.map(({ base }) => base)]);
      const drafts: Draft[] = [];
      for (const { path, base, next } of files) {
        if (next === now) continue;
        const draft = await readDraft(path, id, this.#fs);
        if (!draft) continue;
        const current = ours.has(base) && (next === null || base === now);
        if (contentOf(draft.document) === contentOf(file.document)) this.#fs.remove(path);
        else drafts.push({ ...draft, base, current });
        if (current && base !== now) await this.#move(path, join(this.#folder(corpus), `${id}.${now}.json`));
      }
      drafts.sort((a, b) => Number(b.current) - Number(a.current) || (a.keptAt < b.keptAt ? 1 : -1));
      return drafts[0] ?? null;
    });
  }

  /** Forgets all drafts of a document. */
  discard(corpus: string, id: string): Promise<void> {
    return this.#queue.run(id, async () => {
      for (const { path } of this.#list(corpus, id)) this.#fs.remove(path);
    });
  }

  /**
   * Saves by `save`, and forgets the drafts whose text is then in the file. What is typed while it runs stays a draft.
   * @param save calls `placing` with the new file's hash before it replaces the old one
   */
  async saving<R extends { hash: string }>(
    corpus: string,
    document: GalleyDocument,
    baseHash: string,
    save: (placing: (hash: string) => Promise<void>) => Promise<R>,
  ): Promise<R> {
    const { id } = document;
    const base = short(baseHash);
    const saved = await save((hash) =>
      this.#queue.run(id, async () => {
        const draft = this.#list(corpus, id).find((file) => file.base === base && file.next === null);
        if (draft) await this.#move(draft.path, draft.path.replace(/\.json$/, `.${short(hash)}.json`));
      }),
    );
    await this.#queue.run(id, async () => {
      for (const { path, base: on, next } of this.#list(corpus, id)) {
        if (on !== base) continue;
        // Kept while the save ran: of what is saved now, or of what was typed since.
        if (next !== null || (await says(path, document, this.#fs))) this.#fs.remove(path);
        else await this.#move(path, join(this.#folder(corpus), `${id}.${short(saved.hash)}.json`));
      }
    });
    this.know(document, saved.hash, baseHash);
    return saved;
  }

  /** Known by the corpus's real path, which is asked while the corpus is there. */
  #folder(corpus: string): string {
    const known = this.#folders.get(corpus);
    if (known) return known;
    const folder = join(this.#dir, createHash("sha256").update(this.#realPath(corpus)).digest("hex").slice(0, 24));
    this.#folders.set(corpus, folder);
    return folder;
  }

  #list(corpus: string, id: string): DraftFile[] {
    const folder = this.#folder(corpus);
    return this.#namesIn(folder).flatMap((name): DraftFile[] => {
      const [of, base, next, ending] = name.split(".");
      if (of !== id || !base) return [];
      if (next === "json" && ending === undefined) return [{ path: join(folder, name), base, next: null }];
      return ending === "json" && next ? [{ path: join(folder, name), base, next }] : [];
    });
  }

  #namesIn(folder: string): string[] {
    try {
      return this.#fs.list(folder).map(({ name }) => name);
    } catch {
      return [];
    }
  }

  #realPath(corpus: string): string {
    try {
      return this.#fs.realpath(corpus);
    } catch {
      return corpus;
    }
  }

  #move(from: string, to: string): Promise<void> {
    return moved(from, to, this.#fs);
  }

  #forgetOldest(): void {
    const all = this.#namesIn(this.#dir).flatMap((folder) =>
      this.#namesIn(join(this.#dir, folder)).map((name) => join(this.#dir, folder, name)),
    );
    if (all.length <= MOST_DRAFTS) return;
    const times = new Map(all.map((path) => [path, this.#fs.stat(path)?.mtimeMs ?? 0]));
    all.sort((a, b) => (times.get(a) ?? 0) - (times.get(b) ?? 0));
    for (const path of all.slice(0, all.length - MOST_DRAFTS)) this.#fs.remove(path);
  }
}

/** Null for what is no draft of this document; a damaged one is set aside. */
async function readDraft(
  path: string,
  id: string,
  fs: DurableFs,
): Promise<{ document: GalleyDocument; keptAt: string } | null> {
  try {
    const { document: read, keptAt } = fileSchema.parse(
      JSON.parse((await readRegularFile(path, fs, MOST_BYTES)).toString("utf8")),
    );
    const document = checkDocument(read, "the draft");
    if (document.id !== id) throw new Error("another document's draft");
    return { document, keptAt };
  } catch {
    await moved(path, damagedName(path, new Date(), fs), fs);
    return null;
  }
}

async function says(path: string, document: GalleyDocument, fs: DurableFs): Promise<boolean> {
  const draft = await readDraft(path, document.id, fs);
  return draft !== null && contentOf(draft.document) === contentOf(document);
}

/** It becomes part of a file's name, so it must be what it says. */
function short(hash: string): string {
  const start = /^[0-9a-f]{16}/.exec(hash)?.[0];
  if (!start) throw new GalleyError("usage", "This is not the hash of a file.", {});
  return start;
}

/** Drafts are a second copy of the window's text: no failure of moving one may fail a save. */
async function moved(from: string, to: string, fs: DurableFs): Promise<void> {
  try {
    await fs.rename(from, to);
  } catch {
    // Gone meanwhile, or the folder can't be written: it stays what it is.
  }
}
