/** The choice whether an export carries Galley's own data too, and what is lost without it. Must not know: formats. */
import type { Label } from "../../../shared/model/settings.ts";
import type { FormatOption } from "../format.ts";
import { layoutKey } from "./layout.ts";

export const layoutOption: FormatOption = {
  name: "layout",
  kind: "boolean",
  default: true,
  label: {
    zh: `附上校样数据（${layoutKey} 键），以便重新导入时恢复段落、角色与备注`,
    en: `With Galley's own data (the key “${layoutKey}”), so that reading it back restores blocks, roles and notes`,
  },
};

/** What formats with this option lose. */
export const layoutLosses: Label[] = [
  {
    zh: `段落、角色、状态、实体的备注与链接只在 ${layoutKey} 键里；不附上时不保留。`,
    en: `Blocks, roles, status, and entities' notes and links are only in the key “${layoutKey}”; without it they are lost.`,
  },
  {
    zh: "不含原文与每个字在原文中的位置；未知的键、忽略的问题不保留；回车符写成换行。",
    en: "The source and each character's place in it, unknown keys and dismissed findings are not kept; carriage returns become line feeds.",
  },
];
