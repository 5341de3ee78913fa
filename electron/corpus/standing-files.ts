/**
 * What a save must know of the file that it takes the place of. It is remembered by the file's hash, so that a file that
 * this process read or wrote itself is hashed and not parsed again: what it says follows from its bytes.
 * Must not know: how documents are saved.
 */
import { basename } from "node:path";
import { type Link, linksOf } from "../../shared/entities/references.ts";
import type { GalleyError } from "../../shared/errors.ts";
import type { GalleyDocument, Source } from "../../shared/model/document.ts";
import type { DurableFs } from "./disk.ts";
import { documentOfBytes, type ReadDocument } from "./document-files.ts";
import { documentPath } from "./layout.ts";
import { readRegularFile, sha256 } from "./read-regular-file.ts";

export interface StandingFile {
  /** SHA-256 of its bytes. */
  hash: string;
  /** As in `ReadDocument`. */
  newer: GalleyError | null;
  revision: number;
  source: Pick<Source, "sha256" | "encoding" | "length">;
  /** What its entities are linked to. */
  links: ReadonlyMap<string, Link>;
}

/** Documents that are remembered; a forgotten one is parsed once more. */
const MOST = 32;

export function standingFile({ document, hash, newer }: Omit<ReadDocument, "text">): StandingFile {
  const { sha256, encoding, length } = document.source;
  return { hash, newer, revision: document.revision, source: { sha256, encoding, length }, links: linksOf(document) };
}

export class StandingFiles {
  /** By document, oldest first. */
  readonly #known = new Map<string, StandingFile>();

  /** A document's file as this process has just written it. */
  note(document: GalleyDocument, hash: string): void {
    this.#keep(document.id, standingFile({ document, hash, newer: null }));
  }

  /** A document's file where this process has read or written it with this hash; whether it still is that is not said. */
  known(id: string, hash: string): StandingFile | null {
    const known = this.#known.get(id);
    return known?.hash === hash ? known : null;
  }

  /** @throws GalleyError as reading the document does */
  async read(dir: string, id: string, fs: DurableFs): Promise<StandingFile> {
    const path = documentPath(dir, id);
    const bytes = await readRegularFile(path, fs);
    const known = this.#known.get(id);
    if (known?.hash === sha256(bytes)) return known;
    const standing = standingFile(documentOfBytes(bytes, id, basename(path)));
    this.#keep(id, standing);
    return standing;
  }

  #keep(id: string, standing: StandingFile): void {
    this.#known.delete(id);
    this.#known.set(id, standing);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST && oldest) this.#known.delete(oldest);
  }
}
