/**
 * TEI P5 as pages: what `write-tei.ts` writes, exactly; and what other programs write, by the elements that say what a text
 * is. It is long because it is the one list of what TEI's elements mean here. Must not know: disk.
 */

import { linkAddress } from "../../../shared/entities/link-address.ts";
import { linkKey } from "../../../shared/entities/link-key.ts";
import { listPointer } from "../../../shared/entities/list-pointer.ts";
import type { GivenEntry } from "../../../shared/entities/meet-entries.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { type ExchangeNotice, notice } from "../../../shared/exchange-notices.ts";
import type { Article, Entity, GalleyDocument, Relation } from "../../../shared/model/document.ts";
import { statusSchema } from "../../../shared/model/document.ts";
import { defaultRoles } from "../../../shared/model/settings.ts";
import { childElements, descendants, firstChild, textOf, type XmlElement } from "../support/xml.ts";
import { idOfXml, prefixes, typeOfElement } from "./names.ts";
import { noOtherFiles, type OtherFiles } from "./other-files.ts";
import { foreignId, isRegister, readLists } from "./read-lists.ts";
import { OpenBlock, type OpenEntity, type Origin, TeiText } from "./tei-text.ts";

export interface TeiPage {
  text: string;
  articles: Article[];
  rest: Partial<Omit<GalleyDocument, "articles" | "source">>;
  /** What the lists of the whole file say, with its first page. */
  entries: GivenEntry[];
  notices: ExchangeNotice[];
}

/** Elements that hold blocks, wherever they stand. */
const containers = new Set(
  "text body front back group div div1 div2 div3 div4 div5 div6 div7 lg list table row figure opener closer sp floatingText cit listBibl postscript argument epigraph titlePage".split(
    " ",
  ),
);
/** Elements that are one block where they stand among blocks. */
const blocks = new Set(
  "p ab head byline dateline label quote l item cell fw figDesc trailer salute signed note speaker stage said q docTitle docAuthor docDate imprimatur bibl desc".split(
    " ",
  ),
);
/** Elements that are no text of the page. */
const silent = new Set(
  "graphic pb cb gb milestone anchor gap space figure surface zone facsimile standOff teiHeader index interp".split(
    " ",
  ),
);
/** Inside a block, what is a block of its own and is read behind it. */
const apart = new Set(["note", "fw", "figure"]);
/** Inside a block, what begins on a line of its own. */
const lines = new Set(["l", "item", "row", "p", "lg", "list", "table"]);

/** Pointers that a notice names. */
const MOST_POINTERS = 20;

/** @param root of a TEI file @param others what its names mean in other files @throws GalleyError document-damaged, with the line */
export function readTei(root: XmlElement, name: string, others: OtherFiles = noOtherFiles): TeiPage[] {
  const files = root.name === "TEI" ? [root] : Array.from(descendants(root, "TEI"));
  const lists = readLists(root);
  const entries = [...lists, ...new Set(others.entries.values())];
  return files.map((tei, index) => ({
    ...new TeiReader(tei, name, lists, others).page(),
    entries: index ? [] : entries,
  }));
}

class TeiReader {
  readonly #tei: XmlElement;
  readonly #name: string;
  readonly #whole = new TeiText();
  readonly #articles: Article[] = [];
  readonly #notices: ExchangeNotice[] = [];
  readonly #used = new Set<string>();
  /** Elements with an id of their own, so that a made one is never the same. */
  readonly #taken = new Set<string>();
  readonly #makers = new Map<string, string>();
  /** What the file's lists say, by the ids that entities name them by. */
  readonly #entries = new Map<string, GivenEntry>();
  /** Pointers that lead to nothing that is an entry. */
  readonly #pointers: string[] = [];
  readonly #others: OtherFiles;
  /** How many pointers lead into files that were not read, by their paths. */
  readonly #unread = new Map<string, number>();
  readonly #anchors = new Map<string, { block: string; at: number }>();
  /** The article that the next block belongs to; null: a new one. */
  #current: Article | null = null;
  #count = 0;

  constructor(tei: XmlElement, name: string, entries: readonly GivenEntry[], others: OtherFiles) {
    this.#tei = tei;
    this.#name = name;
    this.#others = others;
    for (const entry of entries) if (!this.#entries.has(entry.id)) this.#entries.set(entry.id, entry);
    const collect = (element: XmlElement) => {
      const id = element.attributes["xml:id"];
      if (id) this.#taken.add(idOfXml(id));
      childElements(element).forEach(collect);
    };
    collect(tei);
    for (const statement of descendants(tei, "respStmt")) {
      const id = statement.attributes["xml:id"];
      const who = firstChild(statement, "name") ?? firstChild(statement, "persName");
      if (id && who) this.#makers.set(id, textOf(who));
    }
  }

  page(): Omit<TeiPage, "entries"> {
    const text = firstChild(this.#tei, "text");
    if (!text) {
      const reason = "it has no <text>";
      throw new GalleyError(
        "document-damaged",
        `${this.#name}, line ${this.#tei.line}: ${reason}. Nothing of the file was imported.`,
        {
          name: this.#name,
          reason,
        },
      );
    }
    this.#container(text, { preserve: false, role: null, articles: articleDivs(text) });
    if (!this.#articles.length)
      this.#articles.push({
        id: this.#newId("a"),
        blocks: [new OpenBlock(this.#whole).close(this.#newId("b"), "paragraph", [], true)],
      });
    const standOffs = childElements(this.#tei, "standOff");
    for (const standOff of standOffs) this.#spans(standOff);
    for (const standOff of standOffs) this.#details(standOff);
    const relations = standOffs.flatMap((standOff) => this.#relations(standOff));
    if (this.#pointers.length) {
      const list = [...new Set(this.#pointers)].slice(0, MOST_POINTERS).join(", ");
      this.#notices.push(notice("tei-pointer", { n: this.#pointers.length, list }));
    }
    for (const [path, n] of this.#unread) {
      const isMissing = this.#others.unread.get(path) === "missing";
      this.#notices.push(notice(isMissing ? "tei-file-missing" : "tei-file-damaged", { name: path, n }));
    }
    return {
      text: this.#whole.source,
      articles: this.#articles,
      rest: { ...this.#head(), ...(relations.length ? { relations } : {}) },
      notices: this.#notices,
    };
  }

  /** The element's own id where it is not used yet, else one of a kind. */
  #idOf(element: XmlElement, kind: string): string {
    const own = element.attributes["xml:id"];
    const id = own === undefined ? "" : idOfXml(own);
    if (!id || this.#used.has(id)) return this.#newId(kind);
    this.#used.add(id);
    return id;
  }

  #newId(kind: string): string {
    for (;;) {
      const id = `${kind}${++this.#count}`;
      if (this.#taken.has(id) || this.#used.has(id)) continue;
      this.#used.add(id);
      return id;
    }
  }

  #container(element: XmlElement, outer: Around): void {
    const isArticle = outer.articles.has(element);
    const around = {
      ...outer,
      preserve: preserves(element, outer.preserve),
      role: containerRole(element) ?? outer.role,
    };
    if (isArticle) this.#current = { id: this.#idOf(element, "a"), blocks: [] };
    const children = childElements(element);
    for (const child of element.children) {
      if (typeof child === "string") {
        // Text that stands between blocks is one by itself.
        if (child.trim()) this.#block({ ...element, children: [child] }, element, around);
      } else if (isRegister(child)) continue;
      else if (containers.has(child.name) || (holdsBlocks(child) && !silent.has(child.name)))
        this.#container(child, around);
      else if (blocks.has(child.name)) this.#block(child, element, around);
      else if (!silent.has(child.name) && textOf(child).trim() && children.length) this.#block(child, element, around);
    }
    if (isArticle) this.#current = null;
  }

  #block(element: XmlElement, parent: XmlElement, around: Around): void {
    const open = new OpenBlock(this.#whole);
    const entities: OpenEntity[] = [];
    const later: XmlElement[] = [];
    const anchors: { id: string; at: number }[] = [];
    const walk = (node: XmlElement, origin: Origin, outerPreserve: boolean) => {
      const preserve = preserves(node, outerPreserve);
      for (const child of node.children) {
        if (typeof child === "string") open.append(child, origin, preserve);
        else if (child.name === "lb") open.lineBegins(child.attributes.break === "no", preserve);
        else if (child.name === "anchor") anchors.push({ id: child.attributes["xml:id"] ?? "", at: open.length });
        else if (child.name === "choice") walkChoice(child, origin, preserve);
        else if (child.name === "del" || child.name === "surplus") walk(child, "dropped", preserve);
        else if (child.name === "supplied" || child.name === "corr")
          walk(child, origin === "dropped" ? origin : "inserted", preserve);
        else if (apart.has(child.name)) later.push(child);
        else if (!silent.has(child.name)) walkInline(child, origin, preserve);
      }
    };
    const walkInline = (child: XmlElement, origin: Origin, preserve: boolean) => {
      if (lines.has(child.name) && open.length) open.lineBegins(false, preserve);
      const type = typeOfElement(child.name, child.attributes.type);
      const start = open.length;
      walk(child, origin, preserve);
      if (type !== null && origin !== "dropped" && open.length > start)
        entities.push(this.#entity(child, type, start, open.length));
    };
    const walkChoice = (choice: XmlElement, origin: Origin, preserve: boolean) => {
      for (const child of childElements(choice)) {
        const inner = preserves(choice, preserve);
        // The page's own reading, but for errors: what the editor corrected is in the text, what stood there in the source.
        if (child.name === "sic" && firstChild(choice, "corr")) walk(child, "dropped", inner);
        else if (child.name === "corr") walk(child, origin === "dropped" ? origin : "inserted", inner);
        else if (!readings.has(child.name)) walkInline(child, origin, inner);
      }
    };
    walk({ ...element, attributes: element.attributes }, "source", around.preserve);

    const type = typeOfBlock(element, parent, around, this.#current);
    if (open.length || around.preserve || element.attributes["xml:id"]) {
      const owner = parent.name === "figure" ? parent : element;
      const id = this.#idOf(owner, "b");
      for (const anchor of anchors) this.#anchors.set(anchor.id, { block: id, at: anchor.at });
      const block = open.close(id, type, entities, around.preserve);
      const isEmpty = !block.text && !element.attributes["xml:id"] && !owner.attributes["xml:id"];
      if (!isEmpty) this.#article().blocks.push(block);
    }
    for (const child of later) {
      if (child.name === "figure") this.#container(child, around);
      else this.#block(child, element, around);
    }
  }

  #article(): Article {
    const article = this.#current ?? { id: this.#newId("a"), blocks: [] };
    this.#current = article;
    if (this.#articles.at(-1) !== article) this.#articles.push(article);
    return article;
  }

  #entity(element: XmlElement, type: string, start: number, end: number): OpenEntity {
    const { key, resp, when } = element.attributes;
    const { ref, entry, others } = this.#named(element.attributes.ref);
    // A name that does not say what it names is what the list says it is.
    const isUntyped = element.attributes.type === undefined && (element.name === "rs" || element.name === "name");
    return {
      id: this.#idOf(element, "e"),
      type: isUntyped && entry ? entry.type : type,
      start,
      end,
      ref,
      by: this.#maker(resp),
      note: [...others, key].filter(Boolean).join(" "),
      ...(when ? { attributes: { when } } : {}),
    };
  }

  /** What pointers lead to: an entry of the file's lists or an address, the first that is one; the others. */
  #named(pointers = ""): { ref: string | null; entry: GivenEntry | null; others: string[] } {
    let found: { ref: string; entry: GivenEntry | null } | null = null;
    const others: string[] = [];
    for (const pointer of pointers.split(/\s+/).filter(Boolean)) {
      const own = refOf(pointer);
      const other = this.#others.entries.get(pointer);
      const ref = own ?? other?.id ?? (pointer.startsWith("#") ? foreignId(pointer.slice(1)) : pointer);
      const entry = other ?? this.#entries.get(ref) ?? null;
      const isLink = own !== null || entry !== null || linkAddress(pointer) !== null || linkKey(pointer) !== null;
      if (isLink && !found) found = { ref, entry };
      else {
        others.push(pointer);
        const path = listPointer(pointer)?.path ?? "";
        if (this.#others.unread.has(path)) this.#unread.set(path, (this.#unread.get(path) ?? 0) + 1);
        else if (!isLink) this.#pointers.push(pointer);
      }
    }
    return { ref: found?.ref ?? null, entry: found?.entry ?? null, others };
  }

  #maker(resp: string | undefined): string {
    const id = resp?.split(/\s+/)[0]?.replace(/^#/, "") ?? "";
    return this.#makers.get(id) ?? (id || "import");
  }

  /** Entities that cross others: from one anchor to another of the same block. */
  #spans(standOff: XmlElement): void {
    const byId = new Map(
      this.#articles.flatMap((article) => article.blocks.map((block) => [block.id, block] as const)),
    );
    for (const span of descendants(standOff, "span")) {
      const { from, to, ana = "", corresp, resp } = span.attributes;
      if (!from || !to) continue;
      const type = ana.split(/\s+/).find((value) => value.startsWith(`#${prefixes.type}`));
      const [start, end] = [this.#anchors.get(from.slice(1)), this.#anchors.get(to.slice(1))];
      const block = start && end && start.block === end.block ? byId.get(start.block) : undefined;
      const covered = block && start && end ? Array.from(block.text).slice(start.at, end.at).join("") : "";
      if (!block || !start || !end || !covered.trim()) {
        this.#notices.push(notice("tei-span", { from, to, line: span.line }));
        continue;
      }
      block.entities.push({
        id: this.#idOf(span, "e"),
        type: type ? idOfXml(type.slice(1), prefixes.type) : ana.replace(/^#/, "") || "span",
        start: start.at,
        end: end.at,
        text: covered,
        ref: this.#named(corresp).ref,
        by: this.#maker(resp),
        note: "",
      });
    }
  }

  /** Notes and features of entities. */
  #details(standOff: XmlElement): void {
    const byId = new Map(this.#entities().map((entity) => [entity.id, entity]));
    const named = (pointer: string | undefined) => byId.get(idOfXml((pointer ?? "").replace(/^#/, "")));
    for (const span of descendants(standOff, "span")) {
      const entity = span.attributes.target ? named(span.attributes.target) : undefined;
      if (entity) entity.note = textOf(span);
    }
    for (const features of descendants(standOff, "fs")) {
      const entity = named(features.attributes.corresp);
      if (!entity) continue;
      const list = childElements(features, "f").map((f) => [idOfXml(f.attributes.name ?? ""), textOf(f)]);
      entity.attributes = Object.fromEntries(list.filter(([name]) => name !== "__proto__"));
    }
  }

  #relations(standOff: XmlElement): Relation[] {
    const known = new Set(this.#entities().map(({ id }) => id));
    return Array.from(descendants(standOff, "relation")).flatMap((element): Relation[] => {
      const { active = "", passive = "", name, resp } = element.attributes;
      const [from, to] = [active, passive].map((pointer) => idOfXml(pointer.replace(/^#/, "")));
      if (!name || !from || !to || !known.has(from) || !known.has(to)) return [];
      const own = element.attributes["xml:id"];
      const id = own ? idOfXml(own, prefixes.relation) : this.#newId("r");
      const note = firstChild(element, "desc");
      return [{ id, type: name, from, to, by: this.#maker(resp), note: note ? textOf(note) : "" }];
    });
  }

  #entities(): Entity[] {
    return this.#articles.flatMap(({ blocks: own }) => own.flatMap(({ entities }) => entities));
  }

  /** Id, status and what the header says of the page. */
  #head(): TeiPage["rest"] {
    const header = firstChild(this.#tei, "teiHeader");
    const find = (name: string, fits: (element: XmlElement) => boolean = () => true, within = header) =>
      within ? (Array.from(descendants(within, name)).find(fits) ?? null) : null;
    const words = (element: XmlElement | null) => (element ? textOf(element).replace(/\s+/g, " ").trim() : "");
    const origin = find("sourceDesc");
    const statement = find("titleStmt");
    const title =
      statement && childElements(statement, "title").find(({ attributes }) => attributes.type !== "first-words");
    const own = this.#tei.attributes["xml:id"];
    const revision = find("revisionDesc");
    const status = statusSchema.safeParse(revision?.attributes.status);
    const date = find("date", () => true, origin);
    return {
      ...(own?.startsWith(prefixes.document) ? { id: idOfXml(own, prefixes.document) } : {}),
      ...(status.success ? { status: status.data } : {}),
      meta: {
        title: words(title ?? null),
        publication: words(
          find("title", ({ attributes }) => attributes.level === "j" || attributes.level === "s", origin),
        ),
        date: words(date) || date?.attributes.when || "",
        page: words(find("biblScope", ({ attributes }) => attributes.unit === "page", origin)),
        url: words(find("idno", ({ attributes }) => /^(URL|URI)$/i.test(attributes.type ?? ""), origin)),
      },
    };
  }
}

interface Around {
  /** White space counts as it stands. */
  preserve: boolean;
  /** The role of all that stands inside, or null. */
  role: string | null;
  /** The divisions that are articles. */
  articles: ReadonlySet<XmlElement>;
}

/** In a choice, readings that are the editor's, not the page's. */
const readings = new Set(["reg", "expan"]);

function preserves(element: XmlElement, outer: boolean): boolean {
  const own = element.attributes["xml:space"];
  return own === undefined ? outer : own === "preserve";
}

function isDiv(element: XmlElement): boolean {
  return /^div[1-7]?$/.test(element.name);
}

function articleDivs(text: XmlElement): ReadonlySet<XmlElement> {
  const divs: XmlElement[] = [];
  const walk = (element: XmlElement) => {
    for (const child of childElements(element)) {
      if (isDiv(child)) divs.push(child);
      walk(child);
    }
  };
  walk(text);
  const named = divs.filter(({ attributes }) => /^(article|story|news|newsitem)$/i.test(attributes.type ?? ""));
  if (named.length) return new Set(named);
  // A text of several divisions is as many articles; of one, it is its layout that is a division.
  const body = Array.from(descendants(text, "body"))[0] ?? text;
  const outer = childElements(body).filter(isDiv);
  return new Set(outer.length > 1 ? outer : []);
}

function holdsBlocks(element: XmlElement): boolean {
  return childElements(element).some(
    ({ name }) => name === "p" || name === "ab" || name === "head" || isDiv({ name } as XmlElement) || name === "l",
  );
}

function containerRole(element: XmlElement): string | null {
  const type = element.attributes.type ?? "";
  if (isDiv(element) && /^(boilerplate|advert|advertisement|navigation)$/i.test(type)) return "boilerplate";
  if (element.name === "figure") return "caption";
  if (element.name === "quote" || element.name === "q" || element.name === "epigraph") return "quote";
  return null;
}

const roles: Readonly<Record<string, string>> = {
  byline: "byline",
  docAuthor: "byline",
  signed: "byline",
  dateline: "dateline",
  quote: "quote",
  q: "quote",
  figDesc: "caption",
  fw: "boilerplate",
  label: "heading",
  docTitle: "title",
};

const isRole = (name: string) => defaultRoles.some(({ id }) => id === name);

function typeOfBlock(element: XmlElement, parent: XmlElement, around: Around, article: Article | null): string {
  const said = element.attributes.type ?? "";
  if (around.role === "boilerplate") return "boilerplate";
  if (element.name === "head") {
    if (around.role) return around.role;
    if (said === "sub") return "subtitle";
    if (isRole(said)) return said;
    const isFirst = !article?.blocks.some(({ role }) => role === "title" || role === "paragraph");
    return said === "main" || isFirst || around.articles.has(parent) ? "title" : "heading";
  }
  // A role of a corpus's own is one only in files that are written here; others mean something else by it.
  if (element.name === "ab" && said && (isRole(said) || around.preserve)) return said;
  if (Object.hasOwn(roles, element.name)) return roles[element.name] as string;
  return around.role ?? "paragraph";
}

/** The entry of a registry of ours that a pointer names; null for anything else. */
function refOf(pointer: string): string | null {
  return pointer.startsWith(`#${prefixes.registry}`) ? idOfXml(pointer.slice(1), prefixes.registry) : null;
}
