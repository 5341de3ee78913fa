/**
 * How a file would be imported, for a person to judge before: the format that it is of, its first page, and the names
 * in it that the corpus doesn't know. Must not know: disk, corpora.
 */
import type { ImportPreview } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { CorpusSettings } from "../../shared/model/settings.ts";
import { detectEncoding } from "./encoding.ts";
import type { ImportedPage, ImportFile, ReadOptions } from "./format.ts";
import { mappingFor, namesIn, type PageNames } from "./import-mapping.ts";
import { pagesOfFile } from "./reading/pages-of-file.ts";
import { formatOfFile } from "./run-import.ts";

/** Pages that are looked through for names; in bytes of text, how much of the first page is shown. */
const PAGES = 200;
const BLOCKS = 40;
const CHARACTERS = 3000;

/**
 * @param options.format id of the format that the person chose; null to recognise it
 * @throws GalleyError as `readPages`, when already the first page can't be read
 */
export async function previewImport(
  file: ImportFile,
  settings: CorpusSettings,
  options: ReadOptions & { format: string | null },
): Promise<ImportPreview> {
  const format = formatOfFile(file, options.format);
  let first: ImportedPage | null = null;
  let pages = 0;
  let more = false;
  let problem: GalleyError | null = null;
  const found = { types: new Set<string>(), roles: new Set<string>(), relations: new Set<string>() };
  try {
    for await (const page of pagesOfFile(format, file, options)) {
      if (pages === PAGES) {
        more = true;
        break;
      }
      pages++;
      if ("error" in page) {
        problem ??= page.error;
        continue;
      }
      first ??= page;
      const names = namesIn(page);
      for (const key of ["types", "roles", "relations"] as const) for (const name of names[key]) found[key].add(name);
    }
  } catch (error) {
    // What is wrong further on is told when it is imported; the pages before it are.
    if (!first || !(error instanceof GalleyError)) throw error;
    more = true;
  }
  if (!first) throw problem ?? new GalleyError("empty-file", `${file.name} holds no page.`, { name: file.name });
  const isText = file.size === first.bytes.length && first.bytes === (await file.bytes());
  const certain = !isText || options.encoding !== "auto" || detectEncoding(first.bytes).certain;
  return {
    format: format.id,
    encoding: first.encoding,
    certain,
    isText,
    pages,
    more,
    page: shown(first),
    ...unknownNames(
      { types: [...found.types], roles: [...found.roles], relations: [...found.relations] },
      settings,
      format,
    ),
  };
}

function shown(page: ImportedPage): ImportPreview["page"] {
  const blocks: ImportPreview["page"]["blocks"] = [];
  let left = CHARACTERS;
  for (const block of page.articles.flatMap((article) => article.blocks)) {
    if (left <= 0 || blocks.length === BLOCKS) break;
    const characters = Array.from(block.text);
    const end = Math.min(left, characters.length);
    left -= end;
    blocks.push({
      role: block.role,
      text: characters.slice(0, end).join(""),
      entities: block.entities
        .filter((entity) => entity.end <= end)
        .map(({ type, start, end: to }) => ({ type, start, end: to })),
    });
  }
  const { title = "", date = "", page: number = "" } = page.rest?.meta ?? {};
  return { name: page.name, title, date, page: number, blocks };
}

/** Every name of the file's with what it becomes; null for what would be added to the corpus. */
function unknownNames(
  names: PageNames,
  settings: CorpusSettings,
  format: ReturnType<typeof formatOfFile>,
): Pick<ImportPreview, "types" | "roles"> {
  const exactly = format.importer.keepsFile === false;
  const mapping = mappingFor(settings, format.id, exactly);
  return {
    types: names.types.map((name) => ({ name, becomes: mapping.type(name) })),
    roles: names.roles.map((name) => ({ name, becomes: mapping.role(name) })),
  };
}
