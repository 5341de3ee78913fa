/** Blocks that are a caption and not labelled so. */
import { roleFindings } from "../layout/role-findings.ts";
import type { PageRule } from "../rule.ts";

export const roleCaption: PageRule = {
  id: "role.caption",
  kind: "role",
  stage: "roles",
  scope: "page",
  title: { zh: "图片说明", en: "Captions" },
  about: {
    zh: "丢了图片的空行后面的短句，有“图为”“（左一）”“摄”一类写法的短段，或后面跟着摄影者；在段落都长的版面上连着几个的短句。",
    en: "A short sentence behind the empty lines of a lost picture, or worded as captions are (图为, （左一）, 摄), or followed by the photographer; or one of several short sentences in a row where paragraphs are long.",
  },
  example: { before: "图为志愿者在社区义诊。", after: "图为志愿者在社区义诊。" },
  enabled: true,
  check: (page, context) =>
    roleFindings(roleCaption, "caption", { zh: "这是图片说明。", en: "This is a picture's caption." }, page, context),
};
