/** A name that differs from another one of the page in a single character of like shape. */

import type { Entity } from "../../model/document.ts";
import { label, mark } from "../characters/offers.ts";
import { twinsOf } from "../characters/shapes.ts";
import type { PageBlock } from "../page.ts";
import type { PageRule } from "../rule.ts";

/** Names shorter than this differ in one character by chance. */
const SHORTEST = 2;

export const consistNames: PageRule = {
  id: "consist.names",
  kind: "consistency",
  stage: "characters",
  scope: "page",
  title: label("人名地名写法不一", "Variants of a name"),
  about: label(
    "标注过的名字里，一个少见的与一个常见的同类名字只差一个形近字时提示，由编辑核对。只标不改。",
    "Among tagged names, shows a rare one that differs from a more frequent one of its type in one character of like shape, for the editor to look up. No fix.",
  ),
  example: { before: "区委书记王末来讲话。王未来强调安全，王未来要求落实。", after: null },
  enabled: true,
  check(page) {
    const named = Map.groupBy(
      page.blocks.flatMap((block) => block.block.entities.map((entity) => ({ block, entity }))),
      ({ entity }) => `${entity.type}\n${entity.text}`,
    );
    return Array.from(named).flatMap(([key, places]) => {
      const usual = variants(key).find((other) => (named.get(other)?.length ?? 0) > places.length);
      if (usual === undefined) return [];
      const count = named.get(usual)?.length ?? 0;
      return places.map(({ block, entity }) => {
        const [start, end] = rangeOf(block, entity);
        const name = usual.slice(usual.indexOf("\n") + 1);
        return mark(consistNames, block, start, end, {
          severity: "hint",
          message: label(
            `“${entity.text}”与“${name}”只差一个形近字。`,
            `“${entity.text}” is “${name}” but for one character of like shape.`,
          ),
          evidence: [label(`“${name}”在本页有 ${count} 处。`, `“${name}” stands in ${count} places here.`)],
          score: 0.5,
        });
      });
    });
  },
};

/** The type and name with one character changed to one of like shape, in every way. */
function variants(key: string): string[] {
  const from = key.indexOf("\n") + 1;
  if (key.length - from < SHORTEST) return [];
  return Array.from(key.slice(from)).flatMap((char, index) =>
    Array.from(twinsOf(char), (twin) => key.slice(0, from + index) + twin + key.slice(from + index + 1)),
  );
}

function rangeOf(block: PageBlock, { start, end }: Entity): [number, number] {
  return [block.points.toUtf16(start), block.points.toUtf16(end)];
}
