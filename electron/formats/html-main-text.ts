/**
 * The text of a saved web page as blocks: the article's own as title, headings and paragraphs, everything around it
 * (menus, links, notices) as boilerplate, in the order of the page. Nothing of the text is left out. Must not know: files.
 */
import { attribute, elementsIn, type HtmlElement, isElement, textIn } from "./support/html.ts";

export interface TextBlock {
  role: string;
  text: string;
}

/** Never text of the page. */
const skipped = new Set(
  "script style template noscript svg math canvas iframe object embed audio video select option input button textarea head".split(
    " ",
  ),
);
/** Elements that end the block before them and begin another. */
const blockTags = new Set(
  "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);
const roleTags: Record<string, string> = {
  h1: "title",
  h2: "heading",
  h3: "heading",
  h4: "heading",
  h5: "heading",
  h6: "heading",
  blockquote: "quote",
  figcaption: "caption",
  caption: "caption",
};
const aroundTags = new Set(["nav", "footer", "aside", "menu", "header"]);
const aroundRoles = /^(navigation|banner|contentinfo|complementary|search|menu)$/;
/** Names that pages give to what is around an article, as whole words. */
const aroundNames =
  /(^|[\s_-])(nav|navbar|menu|breadcrumbs?|crumbs?|footer|foot|sidebar|side|copyright|share|social|related|recommend|comments?|toolbar|pagination|pager|ads?|advert|banner|hot|rank|login|search)([\s_-]|$)/i;
const bodyNames =
  /(^|[\s_-])(article|articles?-?content|article-?body|content|main-?text|main-?content|post-?content|entry-?content|news-?text|text|detail|zoom|TRS_Editor)([\s_-]|$)/i;

interface Found {
  text: string;
  /** How many of its characters are links. */
  linked: number;
  /** The elements around it, outermost first. */
  path: HtmlElement[];
}

const nameOf = (element: HtmlElement) => `${attribute(element, "class")} ${attribute(element, "id")}`;

/** All blocks of text, in order. */
function findText(body: HtmlElement): Found[] {
  const found: Found[] = [];
  let text = "";
  let linked = 0;
  let pathOfText: HtmlElement[] = [];
  const finish = () => {
    // Only the spaces that browsers don't show: a full-width one is text.
    const lines = text.split("\n").map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ""));
    const tidy = lines.join("\n").replace(/^\n+|\n+$/g, "");
    if (tidy.trim()) found.push({ text: tidy, linked, path: pathOfText });
    text = "";
    linked = 0;
  };
  const visit = (element: HtmlElement, path: HtmlElement[], inLink: boolean, isPre: boolean) => {
    const isBlock = blockTags.has(element.tagName);
    if (isBlock) finish();
    const here = [...path, element];
    for (const child of element.childNodes) {
      const value = textIn(child);
      if (value !== null) {
        const shown = isPre ? value : value.replace(/[ \t\n\r\f]+/g, " ");
        if (!text) pathOfText = here;
        // A space after a space or a line end is not seen.
        const added = !isPre && (!text || /[ \n]$/.test(text)) ? shown.replace(/^ /, "") : shown;
        text += added;
        if (inLink) linked += added.trim().length;
      } else if (isElement(child) && !skipped.has(child.tagName) && here.length < 512) {
        if (child.tagName === "br") text += "\n";
        else visit(child, here, inLink || child.tagName === "a", isPre || child.tagName === "pre");
      }
    }
    if (isBlock) finish();
  };
  visit(body, [], false, body.tagName === "pre");
  finish();
  return found;
}

/** The element that holds the article: what the page marks as one, else where most of the unlinked text is. */
function findMain(root: HtmlElement, found: readonly Found[]): HtmlElement | null {
  const weight = new Map<HtmlElement, number>();
  for (const { text, linked, path } of found) {
    if (path.some(isAround)) continue;
    const prose = Math.max(0, text.length - 2 * linked) * (/[，。；！？、,.;]/.test(text) ? 1 : 0.3);
    // What a container holds directly counts most, what lies deeper less.
    let share = 1;
    const containers = path.filter(
      (element) => blockTags.has(element.tagName) && !/^(p|h\d|li|blockquote|pre|tr|td)$/.test(element.tagName),
    );
    for (const element of containers.toReversed()) {
      const named = bodyNames.test(nameOf(element)) ? 1.3 : 1;
      weight.set(element, (weight.get(element) ?? 0) + prose * share * named);
      share *= 0.7;
    }
  }
  const marked = [...elementsIn(root)].filter(
    (element) =>
      element.tagName === "article" ||
      element.tagName === "main" ||
      attribute(element, "role") === "main" ||
      attribute(element, "itemprop") === "articleBody",
  );
  const heaviest = (list: Iterable<HtmlElement>) => {
    let best: HtmlElement | null = null;
    for (const element of list) if ((weight.get(element) ?? 0) > (best ? (weight.get(best) ?? 0) : 0)) best = element;
    return best;
  };
  return heaviest(marked) ?? heaviest(weight.keys());
}

function isAround(element: HtmlElement): boolean {
  if (aroundTags.has(element.tagName)) return true;
  if (aroundRoles.test(attribute(element, "role"))) return true;
  return (
    element.tagName !== "body" &&
    element.tagName !== "html" &&
    aroundNames.test(nameOf(element)) &&
    !bodyNames.test(nameOf(element))
  );
}

const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "");

/** @param title what the page calls itself; its own headline is often the beginning of it */
export function mainText(root: HtmlElement, title: string): TextBlock[] {
  const body = root.childNodes.find((node): node is HtmlElement => node.nodeName === "body") ?? root;
  const found = findText(body);
  const main = findMain(body, found);
  let hasTitle = false;
  return found.map(({ text, linked, path }) => {
    const tagged = path.findLast((element) => roleTags[element.tagName]);
    const role = tagged ? (roleTags[tagged.tagName] as string) : "paragraph";
    const isHeading = role === "title" || role === "heading";
    const isHeadline = isHeading && letters(text).length > 3 && letters(title).startsWith(letters(text));
    if (!hasTitle && (isHeadline || (role === "title" && !path.some(isAround)))) {
      hasTitle = true;
      return { role: "title", text };
    }
    const inside = main === null || path.includes(main);
    // Inside the article only what is marked as being around it, and lists of links.
    const innerPath = main === null ? path : path.slice(path.indexOf(main) + 1);
    const isLinks = linked * 2 > text.replace(/\s/g, "").length;
    if (!inside || innerPath.some(isAround) || isLinks) return { role: "boilerplate", text };
    return { role: role === "title" ? "heading" : role, text };
  });
}
