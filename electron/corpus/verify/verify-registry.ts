/**
 * The registry as `verify` looks at it: its file, entries of one id, and entries that documents name and that are not
 * there. Those are made again from what names them, under the same id, since that changes no document and loses nothing.
 */
import { join } from "node:path";
import { type Known, knownOf, madeAgain, onlyEntry, type Uses } from "../../../shared/entities/references.ts";
import { tagsetOf } from "../../../shared/entities/tagset/tagset.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { newEntryId } from "../../../shared/model/ids.ts";
import type { Registry, RegistryEntry } from "../../../shared/model/settings.ts";
import { updateRegistry } from "../change-registry.ts";
import { registryName } from "../layout.ts";
import type { CorpusParts } from "../parts.ts";
import { readRegistry, registryFile } from "../settings-files.ts";
import type { Finding } from "./finding.ts";
import type { Quarantine } from "./quarantine.ts";

interface Run {
  parts: CorpusParts;
  repair: boolean;
  quarantine: Quarantine;
}

/** What is wrong with the file itself, and what documents may name afterwards. */
export async function verifyRegistry({
  parts,
  repair,
  quarantine,
}: Run): Promise<{ findings: Finding[]; known: Known }> {
  const findings: Finding[] = [];
  const tagset = tagsetOf(parts.settings);
  let registry: Registry;
  try {
    if (!parts.fs.exists(join(parts.dir, registryName))) {
      if (repair) await registryFile(parts.dir, parts.fs).write();
      const repaired = repair ? "made an empty one" : null;
      findings.push({ document: null, rule: "registry", problem: `${registryName} is missing`, repaired });
    }
    registry = await readRegistry(parts.dir, parts.fs);
  } catch (error) {
    if (!(error instanceof GalleyError)) throw error;
    findings.push({ document: null, rule: "registry", problem: error.message, repaired: null });
    return { findings, known: knownOf(null, tagset) };
  }
  const twice = withOwnIds(registry);
  if (twice.again.length) {
    if (repair) {
      await quarantine.copy(join(parts.dir, registryName));
      registry = (await updateRegistry(parts, (now) => ({ registry: withOwnIds(now).registry }))).registry;
    }
    for (const { id, name, isSame } of twice.again) {
      const repaired = repair ? (isSame ? "the later one was taken out" : "the later one got a new id") : null;
      const problem = `${registryName}: the id ${id} (“${name}”) is used more than once`;
      findings.push({ document: null, rule: "entry-id", problem, repaired });
    }
  }
  const known = knownOf(registry, tagset);
  for (const [type, entries] of Map.groupBy(registry.entities, (entry) => entry.type)) {
    if (known.types.has(type)) continue;
    const [first] = entries;
    const more = entries.length > 1 ? ` and ${entries.length - 1} more` : "";
    const problem = `${registryName}: “${first?.name}” (${first?.id})${more}: the tagset has no type “${type}”`;
    findings.push({ document: null, rule: "type-unknown", severity: "note", problem, repaired: null });
  }
  return { findings, known };
}

/** Of two entries with one id entities mean the first; the other one goes where it says the same, else it gets its own. */
function withOwnIds(registry: Registry): {
  registry: Registry;
  again: { id: string; name: string; isSame: boolean }[];
} {
  const seen = new Map<string, string>();
  const again: { id: string; name: string; isSame: boolean }[] = [];
  const entities = registry.entities.flatMap((entry): RegistryEntry[] => {
    const { id, name } = entry;
    const said = JSON.stringify(entry);
    const first = seen.get(id);
    if (first === undefined) {
      seen.set(id, said);
      return [entry];
    }
    again.push({ id, name, isSame: first === said });
    return first === said ? [] : [{ ...entry, id: newEntryId() }];
  });
  return { registry: again.length ? { ...registry, entities } : registry, again };
}

/** Makes entries again that documents name. @returns what was done, by the entry's id */
export async function makeLostAgain(
  { parts, quarantine }: Run,
  known: Known,
  lost: ReadonlyMap<string, Uses>,
): Promise<Map<string, string>> {
  const actions = new Map<string, string>();
  if (!lost.size) return actions;
  await quarantine.copy(join(parts.dir, registryName));
  await updateRegistry(parts, (now) => {
    const there = new Set(now.entities.map(({ id }) => id));
    const made = [...lost].filter(([id]) => !there.has(id)).map(([id, uses]) => madeAgain(id, uses));
    for (const { id, name, type } of made) {
      const other = onlyEntry(known, name, type);
      const beside = other ? `; ${other.id} is called so, too: merge the two if they are one` : "";
      actions.set(id, `the entry was made again: ${type} “${name}”${beside}`);
    }
    return { registry: made.length ? { ...now, entities: [...now.entities, ...made] } : now };
  });
  return actions;
}
