/** 标注：选词、拒绝重叠、按标注查找。与 zh.ts 合在一起用。 */
export const zhTagging = {
  tagging: {
    refused: "“{{text}}”与已标的{{others}}重叠",
    refusedAgain: "本语料库的标签集不许这样重叠。再按一次同一个键，或按“替换”，就换成新的。",
    refusedMove: "本语料库的标签集不许这样重叠，边界没有移动。",
    replace: "替换",
    other: "{{type}}“{{text}}”",
    select: "选词",
    next: "下一个",
  },
};
