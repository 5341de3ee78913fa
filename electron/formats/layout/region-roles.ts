/**
 * The roles of regions: what OCR programs and editors call the parts of a page, as roles of a document. Names are compared
 * without case, spaces, "-" and "_"; a role's own id is that role.
 */
import { defaultRole, defaultRoles } from "../../../shared/model/settings.ts";

const names: Record<string, readonly string[]> = {
  title: ["headline", "maintitle", "titlepagezone", "articletitle"],
  heading: ["head", "headingline", "heading1", "heading2", "subheading", "chapter", "section", "crossheading"],
  subtitle: ["subheadline"],
  byline: ["author"],
  caption: ["captionzone", "figurecaption", "imagecaption", "tablecaption"],
  quote: ["blockquote", "quotation"],
  boilerplate: [
    "header",
    "footer",
    "pagenumber",
    "pageno",
    "runningtitle",
    "runningtitlezone",
    "runninghead",
    "pageheader",
    "pagefooter",
    "numberingzone",
    "signaturemark",
    "catchword",
    "quiremarkszone",
    "stampzone",
    "topmargin",
    "bottommargin",
    "noise",
  ],
};

const roles = new Map<string, string>();
for (const { id } of defaultRoles) roles.set(id, id);
for (const [role, list] of Object.entries(names)) for (const name of list) roles.set(name, role);

/** The role that a region of this type has; unknown types are ordinary text. */
export function roleOfType(type: string): string {
  // SegmOnto's names may have a part after a colon: "MainZone:column#1".
  const name = type.split(/[:#]/)[0] ?? "";
  return roles.get(name.toLowerCase().replace(/[\s_-]/g, "")) ?? defaultRole;
}
