/**
 * Which entries of the registry planned changes name, and what that makes of the registry: new names come before the
 * documents, what nothing names any more goes after them.
 */
import { namingOf } from "../../../shared/entities/naming.ts";
import { applyRegistryEdits, type RegistryEdit } from "../../../shared/entities/registry-edits.ts";
import { goesByItself, rememberedTypes } from "../../../shared/entities/remember.ts";
import type { CorpusSettings, Registry, RegistryEntry } from "../../../shared/model/settings.ts";
import type { FileChanges, Named } from "./corpus-files.ts";

/** The entries that texts name when they are tagged, new ones among them. */
export class Links {
  readonly #entries: RegistryEntry[];
  readonly #remembered: readonly string[];
  readonly #added: RegistryEntry[] = [];
  /** By type and text. */
  readonly #known = new Map<string, string | null>();

  constructor(entries: readonly RegistryEntry[], settings: Pick<CorpusSettings, "remembered">) {
    this.#entries = [...entries];
    this.#remembered = rememberedTypes(settings);
  }

  /** The only entry of this type that goes by the text, or a new one where names of the type are kept; else null. */
  refFor(text: string, type: string): string | null {
    const key = `${type} ${text}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const ref = this.#find(text, type);
    this.#known.set(key, ref);
    return ref;
  }

  #find(text: string, type: string): string | null {
    const { ref, fresh } = namingOf({ text, type }, this.#entries, this.#remembered);
    if (fresh) {
      this.#entries.push(fresh);
      this.#added.push(fresh);
    }
    return ref;
  }

  /** @param lost entries that changes take links from */
  files(lost: Iterable<string | null> = []): FileChanges {
    const added = this.#added.map((entry): RegistryEdit => ({ do: "add", entry }));
    const mayGo = new Set([...lost, ...this.#added.map(({ id }) => id)]);
    return {
      ...(added.length ? { registry: edited(added) } : {}),
      ...(mayGo.size ? { registryAfter: withoutUnnamed(mayGo) } : {}),
    };
  }
}

/** The registry after edits. */
export function edited(edits: readonly RegistryEdit[]): NonNullable<FileChanges["registry"]> {
  return (now: Registry) => applyRegistryEdits(now, edits).registry;
}

/** The same for edits that take entries out: one that something still names stays. */
export function editedUnnamed(
  ids: readonly string[],
  edits: (gone: string[]) => readonly RegistryEdit[],
): NonNullable<FileChanges["registryAfter"]> {
  return (now, named) => {
    const there = new Set(now.entities.map(({ id }) => id));
    const gone = ids.filter((id) => there.has(id) && !named(id));
    return gone.length ? applyRegistryEdits(now, edits(gone)).registry : now;
  };
}

/** Without those of the entries that came by themselves and that nothing names any more. */
function withoutUnnamed(ids: ReadonlySet<string | null>): (now: Registry, named: Named) => Registry {
  return (now, named) => withoutEntries(now, (entry) => ids.has(entry.id) && goesByItself(entry) && !named(entry.id));
}

/** The same object where none goes. */
export function withoutEntries(registry: Registry, isGone: (entry: RegistryEntry) => boolean): Registry {
  const entities = registry.entities.filter((entry) => !isGone(entry));
  return entities.length === registry.entities.length ? registry : { ...registry, entities };
}
