/** What imports and exports have to say beside their results. */
import { type NoticeCode, singleSentences } from "../../../shared/exchange-notices.ts";

const sentences: Record<NoticeCode, string> = {
  "type-added": "新增实体类型 {{id}}",
  "type-added-for": "新增实体类型 {{id}}，对应“{{name}}”",
  "role-added": "新增角色“{{name}}”",
  "relation-added": "新增关系类型 {{id}}",
  "relation-added-for": "新增关系类型 {{id}}，对应“{{name}}”",
  "types-left-out": "有 {{n}} 个实体的类型选为不导入，未读入",
  "entity-of-space": "{{start}}–{{end}} 处的 {{type}} 只含空白，未读入。",
  "entity-over-articles": "{{start}}–{{end}} 处的 {{type}} 跨两篇文章，未读入。",
  "entries-added": "有 {{n}} 个条目进入名录：{{list}}",
  "entries-met": "文件名单中有 {{n}} 个条目名录里已有。",
  "entries-completed": "其中 {{n}} 个补上了所缺的别名、链接或备注：{{list}}",
  "entries-doubtful": "新条目中有 {{n}} 个与已有条目同名，无从判断是否同一：{{list}}。若是同一，请在名录中合并。",
  "entries-refused": "有 {{n}} 个条目的名称不能作名称，未读入：{{list}}",
  "link-of-other-type": "有 {{n}} 处名称指向别的类型的条目，未连上：{{list}}",
  "text-changed": "文字与校样导出时不同：块与角色未能还原。",
  "relation-without-entity": "关系 {{id}}（{{type}}）所连的实体不在文中，未读入。",
  "brat-places": "{{id}}（{{type}}）分在 {{n}} 处：每处成为一个实体，以“{{name}}”相连。",
  "brat-details": "有 {{n}} 条属性或注释不属于实体或关系，未读入。",
  "brat-lines": "有 {{n}} 行不是标注，未读入。",
  "cas-layer": "{{name}} 层的 {{n}} 个标注未读入。",
  "doccano-label": "整篇文字的标签“{{name}}”未读入。",
  "doccano-comments": "有 {{n}} 条评论未读入。",
  "docx-empty": "文档中没有文字",
  "icdar-unknown": "有 {{n}} 个字符文件未说明正确写法（#），保留识别结果。",
  "labelstudio-truth": "共 {{n}} 组标注，只读入标准答案一组。",
  "labelstudio-first": "共 {{n}} 组标注，只读入第一组。",
  "labelstudio-results": "有 {{n}} 个“{{type}}”类型的结果未读入。",
  "labelstudio-direction": "{{from}} 与 {{to}} 之间的关系 {{type}} 在文件中没有方向。",
  "pdf-signs": "第 {{page}} 页：有 {{n}} 个字符文件未说明是什么字，这里显示为 �",
  "tei-pointer": "有 {{n}} 处名称的指向不是文件名单里的条目（{{list}}），指向写在附注里。",
  "tei-file-missing": "所导入的文件中没有 {{name}}：有 {{n}} 处名称指向它，指向写在附注里。",
  "tei-file-damaged": "{{name}} 无法读取：有 {{n}} 处名称指向它，指向写在附注里。",
  "tei-span": "从 {{from}} 到 {{to}} 的标注（第 {{line}} 行）不在同一个块内，未读入",
  "web-moved": "有 {{n}} 个标注不在所写的位置，已按引文定位。",
  "web-lost": "有 {{n}} 个标注在文中找不到位置，未读入：{{list}}。",
  "web-whole": "有 {{n}} 个标注不指向文中位置，未读入。",
  "web-tags": "标注另有 {{n}} 个标签，未读入。",
  "brat-empty": "有 {{n}} 个实体只含换行，未写出：{{list}}",
  "nested-left-out": "有 {{n}} 个嵌套或交叉的实体未写出：{{list}}",
  "icdar-signs": "@ 与 # 写作 ＠ 与 ＃：它们在这种格式里表示填充与未知。",
  "layout-no-place": "有 {{n}} 个后来写入的块在图像上没有位置：{{list}}",
  "pdf-boxes": "{{n}} 个字没有可用的字体，以带编码的方框代替：{{list}}",
  "xlsx-cut": "超过 {{n}} 个字符的文字被截断",
  "xlsx-full": "表格已满，其余行未写出",
  "xml-characters": "XML 不能容纳的字符写成了 U+FFFD，位于 {{list}}",
};

/** Of one thing and of many Chinese says the same. */
const single = Object.fromEntries(
  Object.keys(singleSentences).map((code) => [`${code}_one`, sentences[code as NoticeCode]]),
);

export const zhNotices: Record<NoticeCode, string> = { ...single, ...sentences };
