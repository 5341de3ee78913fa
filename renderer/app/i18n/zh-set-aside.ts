/** 放到一边的文件：没有写完的、损坏的、修复之前的。与 en-set-aside.ts 一一对应。 */
export const zhSetAside = {
  setAside: {
    command: "放到一边的文件",
    title: "放到一边的文件",
    about: "这些文件没有写完、损坏了，或者是修复之前留的底。程序从不删除它们。恢复一份稿件时，它现在的内容先进入历史。",
    none: "没有放到一边的文件。",
    more_one: "还有 {{count, number}} 个更早的文件没有列出，都在语料库的 .galley/quarantine 文件夹里。",
    more_other: "还有 {{count, number}} 个更早的文件没有列出，都在语料库的 .galley/quarantine 文件夹里。",
    why: {
      unfinished: "没有写完的保存",
      damaged: "文件损坏",
      repaired: "修复之前的样子",
      unused: "没有稿件用到的原文",
    },
    size: "{{kilobytes, number}} KB",
    restore: "恢复",
    restoreNamed: "恢复「{{what}}」",
    show: "在文件夹中显示",
    showNamed: "在文件夹中显示「{{what}}」",
    restored: "已恢复",
    restoredText: "恢复之前的内容在历史里。",
    leftovers_one: "上次有 {{count, number}} 个文件没有写完，已放到一边",
    leftovers_other: "上次有 {{count, number}} 个文件没有写完，已放到一边",
    leftoversShow: "查看",
  },
} as const;
