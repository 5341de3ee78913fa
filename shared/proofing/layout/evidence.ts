/** What speaks for or against a decision about structure, in sentences that an editor understands. */
import type { Label } from "../../model/settings.ts";

export const clues = {
  full: { zh: "这一行写满了栏宽。", en: "The line fills the column." },
  short: { zh: "这一行没有写满栏宽。", en: "The line is shorter than the column." },
  open: { zh: "这里句子没有完。", en: "The sentence is not finished here." },
  comma: { zh: "行末是逗号、顿号或分号。", en: "The line ends with a comma or the like." },
  ended: { zh: "句子到这里完了。", en: "The sentence ends here." },
  bracket: { zh: "引号或括号在后面才关上。", en: "A quotation mark or bracket is closed only behind it." },
  closing: { zh: "下一行以标点开头。", en: "The next line begins with a closing mark." },
  longParagraph: { zh: "前一段很长，末尾没有句号。", en: "The part before is long and has no full stop." },
  finishesAfter: { zh: "后一段把句子写完。", en: "The part behind finishes the sentence." },
  manyWrapped: { zh: "这一片的每一行都按栏宽折断。", en: "All lines around are broken at the column's edge." },
  indentUsed: {
    zh: "本页用缩进表示新段，而下一行没有缩进。",
    en: "Paragraphs are indented here; the next line is not.",
  },
  indented: { zh: "下一行有缩进。", en: "The next line is indented." },
  nextFull: { zh: "下一行也写满，没有首行缩进。", en: "The next line is full too, without a first line's indent." },
  captionBetween: { zh: "中间是一条图片说明。", en: "What stands between is a picture's caption." },
  ownLines: { zh: "每一行自成一段。", en: "Each line is a paragraph of its own." },
  gap: { zh: "前面空了几行，像是丢了一张图片。", en: "Several empty lines before it: a picture was lost there." },
  captionWords: { zh: "用了图片说明的写法。", en: "It is worded as a caption." },
  creditFollows: { zh: "后面是摄影者。", en: "The photographer follows." },
  shortSentence: { zh: "是一个短句。", en: "It is one short sentence." },
  runIn: {
    zh: "本页的小标题都在段首，单独的短行不像小标题。",
    en: "Headings of this page are run in; a short line of its own is not one.",
  },
  noFullStop: { zh: "短，末尾没有标点。", en: "It is short and has no mark at its end." },
  bodyFollows: { zh: "下面是正文。", en: "Text follows." },
  numbered: { zh: "有序号。", en: "It is numbered." },
  pageTop: { zh: "在全页最前。", en: "It stands at the top of the page." },
  bylineFollows: { zh: "下面是署名。", en: "A byline follows." },
  openerFollows: { zh: "下面是“本报讯”一类的开头。", en: "A dateline such as 本报讯 follows." },
  opener: { zh: "以“本报讯”、电头或记者署名开头。", en: "It opens with 本报讯, a dateline or a reporter." },
  titleMark: { zh: "原文标为一级标题。", en: "The source marks it as a first-level heading." },
  sameLevel: { zh: "与前面的篇名同级。", en: "It is marked at the same level as the story's title before." },
  captionRun: {
    zh: "与别的短句或图片来源排在一起，正文的段落都长得多。",
    en: "It stands with other short sentences or the pictures' source; paragraphs are much longer here.",
  },
  kickerAbove: { zh: "上面单独一行是单位或栏目。", en: "A line of its own above it names a body or a column." },
  aboveByline: { zh: "夹在标题和署名之间。", en: "It stands between a headline and a byline." },
  datedEvent: { zh: "以日期开头，说一件事。", en: "It opens with a date and tells of one event." },
  onlyOneLeft: {
    zh: "其余标题都有了正文，只剩这一条和这一篇。",
    en: "All other headlines have found their stories; only these two are left.",
  },
  heapOfHeadlines: { zh: "和其他标题堆在一起。", en: "It stands in a heap of headlines." },
  aboveTitle: { zh: "在标题上面。", en: "It stands above the title." },
  dash: { zh: "以破折号开头。", en: "It begins with a dash." },
  underTitle: { zh: "在标题下面。", en: "It stands under the title." },
  pattern: { zh: "写法固定。", en: "The wording is a fixed one." },
  afterSignature: { zh: "前一篇已经署名结束。", en: "The story before has been signed." },
  photoNews: { zh: "图片自带一则消息和作者。", en: "The picture has a text and a photographer of its own." },
  noBody: { zh: "后面没有正文。", en: "No text follows it." },
  behind: { zh: "本页的标题都在正文后面。", en: "All headlines of this page stand behind their stories." },
  sameStory: { zh: "两行说的是同一篇。", en: "Both lines are about the same story." },
  couplet: { zh: "两行一样长。", en: "Both lines are of the same length." },
} satisfies Record<string, Label>;

/** “词”跨在断行处。 */
export function wordClue(word: string): Label {
  return { zh: `“${word}”是一个词，被断开了。`, en: `“${word}” is one word, cut in two.` };
}

/** Words that two texts share. */
export function sharedClue(words: readonly string[]): Label {
  const list = words.slice(0, 5).join("、");
  return { zh: `都说到：${list}。`, en: `Both speak of ${list}.` };
}

/** How alike two texts are, 0 to 1. */
export function alikeClue(share: number): Label {
  const percent = Math.floor(share * 100);
  return { zh: `文字有 ${percent}% 相同。`, en: `${percent}% of the words are the same.` };
}
