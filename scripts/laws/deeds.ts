/** What can be done in a working day at random: in the editor, in the corpus, with the registry. */
import fc from "fast-check";
import { redo, undo } from "prosemirror-history";
import type { Command } from "prosemirror-state";
import { copySelection, pasteTransaction } from "../../renderer/editor/clipboard.ts";
import * as blocks from "../../renderer/editor/commands/blocks.ts";
import * as entities from "../../renderer/editor/commands/entities.ts";
import * as same from "../../renderer/editor/commands/same-text.ts";
import { asOneEvent } from "../../renderer/editor/plugins/undo-events.ts";
import { eachBlock } from "../../renderer/editor/queries/blocks.ts";
import { allEntities } from "../../renderer/editor/queries/entities.ts";
import type { Desk } from "../../renderer/editor/test/builders.ts";
import type { EntityRequest } from "../../shared/entities/plan-request.ts";
import { newEntryId } from "../../shared/model/ids.ts";
import { type Day, type Deed, names, pick, types } from "./session.ts";

// Not a double: most of those lie next to nothing, and would pick the first of everything.
const place = fc.nat(9999).map((n) => n / 10_000);

function positions(desk: Desk): number[] {
  const all: number[] = [];
  eachBlock(desk.state.doc, ({ node, pos }) => {
    for (let i = 0; i <= node.content.size; i++) all.push(pos + 1 + i);
    return undefined;
  });
  return all;
}

function select(desk: Desk, a: number, b: number): void {
  const all = positions(desk);
  desk.select(pick(all, a), pick(all, b));
}

/** Selects one of the names, where it stands. */
function selectName(desk: Desk, name: string, at: number): boolean {
  const found: [number, number][] = [];
  eachBlock(desk.state.doc, ({ node, pos }) => {
    for (let from = node.textContent.indexOf(name); from >= 0; from = node.textContent.indexOf(name, from + 1))
      found.push([pos + 1 + from, pos + 1 + from + name.length]);
    return undefined;
  });
  if (!found.length) return false;
  desk.select(...pick(found, at));
  return true;
}

const inEditor = (name: string, make: (day: Day, a: number, b: number, c: number) => Command | null) =>
  fc.tuple(place, place, place).map(([a, b, c]): Deed => {
    return {
      name: `${name} ${a.toFixed(2)} ${b.toFixed(2)} ${c.toFixed(2)}`,
      writes: false,
      do(day) {
        const command = make(day, a, b, c);
        if (command) day.desk.run(asOneEvent(command));
      },
    };
  });

const anEntity = ({ desk }: Day, at: number) => {
  const all = allEntities(desk.state);
  return all.length ? pick(all, at) : null;
};

const inCorpus = (name: string, request: (day: Day, a: number, b: number) => EntityRequest | null) =>
  fc.tuple(place, place).map(([a, b]): Deed => {
    return {
      name: `${name} ${a.toFixed(2)} ${b.toFixed(2)}`,
      writes: true,
      do: (day) =>
        day.operate(async () => {
          const wanted = request(day, a, b);
          return wanted ? await day.plan(wanted) : [];
        }),
    };
  });

const tagName = inEditor("tag", ({ desk }, a, b, c) =>
  selectName(desk, pick(names, a), b) ? entities.tag(pick(types, c)) : null,
);
const save = fc.constant<Deed>({ name: "save", writes: true, do: (day) => day.save() });
const takeBack = fc.constant<Deed>({ name: "undo", writes: false, do: ({ desk }) => void desk.run(undo) });
const doAgain = fc.constant<Deed>({ name: "redo", writes: false, do: ({ desk }) => void desk.run(redo) });

export const deeds: fc.Arbitrary<Deed> = fc.oneof(
  { arbitrary: tagName, weight: 6 },
  { arbitrary: save, weight: 4 },
  { arbitrary: takeBack, weight: 4 },
  { arbitrary: doAgain, weight: 3 },
  {
    weight: 2,
    arbitrary: fc.tuple(place, place, fc.constantFrom("", "字", "𠮷田茂", "离石")).map(([a, b, text]): Deed => {
      return {
        name: `type “${text}” ${a.toFixed(2)} ${b.toFixed(2)}`,
        writes: false,
        do({ desk }) {
          select(desk, a, b < 0.5 ? a : Math.min(0.999, a + b / 20));
          desk.type(text);
        },
      };
    }),
  },
  inEditor("split", ({ desk }, a) => {
    select(desk, a, a);
    return blocks.splitBlock;
  }),
  inEditor("join", ({ desk }, a) => {
    select(desk, a, a);
    return blocks.joinBlocks;
  }),
  inEditor("copy", ({ desk }, a, b, c) => {
    select(desk, a, Math.min(0.999, a + b / 5));
    const copied = copySelection(desk.state, "h");
    select(desk, c, c);
    return copied
      ? (state, dispatch) => {
          dispatch?.(pasteTransaction(state, copied, "h", desk.source));
          return true;
        }
      : null;
  }),
  inEditor("untag", (day, a) => entities.removeEntity(anEntity(day, a)?.id ?? "none")),
  inEditor("retype", (day, a, b) => entities.setEntityType(anEntity(day, a)?.id ?? "none", pick(types, b))),
  inEditor("nudge", (day, a, b) =>
    entities.nudgeEntity(b < 0.5 ? "end" : "start", b * 10 > 5 ? 1 : -1, anEntity(day, a)?.id),
  ),
  inEditor("spread", (day, a) => {
    const entity = anEntity(day, a);
    return entity && same.spreadText(entity.text, entity.type, entity.id);
  }),
  inEditor("untag all", (day, a) => {
    const entity = anEntity(day, a);
    return entity && same.removeSame(entity.text, entity.type);
  }),
  inEditor("retype all", (day, a, b) => {
    const entity = anEntity(day, a);
    return entity && same.retypeSame(entity.text, entity.type, pick(types, b));
  }),
  inEditor("link", (day, a, b) => {
    const entity = anEntity(day, a);
    const entries = day.entries.filter(({ type }) => type === entity?.type);
    return entity && same.setEntityRef(entity.id, entries.length ? pick(entries, b).id : null);
  }),
  {
    weight: 2,
    arbitrary: place.map((at): Deed => {
      return { name: `open ${at.toFixed(2)}`, writes: true, do: (day) => day.openPage(at) };
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constant<Deed>({
      name: "undo operation",
      writes: true,
      do: (day) => day.operate(() => day.undo()),
    }),
  },
  fc.tuple(place, place).map(([a, b]): Deed => {
    const [from, to] = [pick(names, a), pick([...names, "甲"], b)];
    return { name: `replace ${from} → ${to}`, writes: true, do: (day) => day.operate(() => day.replace(from, to)) };
  }),
  fc.tuple(place, place).map(([a, b]): Deed => {
    return {
      name: `write into an entry ${a.toFixed(2)}`,
      writes: true,
      async do(day) {
        await day.save();
        const entry = day.entries.length ? pick(day.entries, a) : null;
        if (entry)
          await day.corpus.editRegistry("", [
            b < 0.5
              ? { do: "aliases", id: entry.id, add: [pick(names, b * 2)], remove: [] }
              : { do: "change", id: entry.id, set: { name: `${entry.name}甲` } },
          ]);
        await day.operate(async () => []);
      },
    };
  }),
  {
    arbitrary: inCorpus("tag all", (_, a, b) => ({ do: "tag", text: pick(names, a), type: pick(types, b) })),
    weight: 2,
  },
  inCorpus("untag all", (_, a) => ({ do: "untag", text: pick(names, a), type: null })),
  inCorpus("retype all", (_, a, b) => ({ do: "retype", text: pick(names, a), from: "LOC", to: pick(types, b) })),
  inCorpus("merge", ({ entries }, a, b) => {
    const into = entries.length ? pick(entries, a) : null;
    const others = entries.filter(({ id, type }) => id !== into?.id && type === into?.type);
    return into && others.length ? { do: "merge", into: into.id, from: [pick(others, b).id] } : null;
  }),
  inCorpus("remove", ({ entries }, a) => (entries.length ? { do: "remove", ids: [pick(entries, a).id] } : null)),
  inCorpus("retag", ({ entries }, a, b) =>
    entries.length ? { do: "retag", id: pick(entries, a).id, type: pick(types, b) } : null,
  ),
  fc.tuple(place, place).map(([a, b]): Deed => {
    return {
      name: `split ${a.toFixed(2)} ${b.toFixed(2)}`,
      writes: true,
      do: (day) =>
        day.operate(async () => {
          if (!day.entries.length) return [];
          const { id, type, name } = pick(day.entries, a);
          const places = await day.corpus.findEntities({ refs: [id] });
          const some = places.filter((_, index) => index / places.length >= b);
          const entry = { id: newEntryId(), name: `${name}乙`, type, aliases: [], link: "", note: "" };
          const chosen = some.map((one) => ({ document: one.document, entity: one.id }));
          return await day.plan({ do: "split", id, entry, entities: chosen });
        }),
    };
  }),
);
