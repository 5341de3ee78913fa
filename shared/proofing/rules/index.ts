/** All rules. Made by `npm run rules` from the files of this folder; don't edit. */
import type { Rule } from "../rule.ts";
import { layoutArticleStart } from "./layout-article-start.ts";
import { layoutCaptionInSentence } from "./layout-caption-in-sentence.ts";
import { layoutCutParagraph } from "./layout-cut-paragraph.ts";
import { layoutDuplicate } from "./layout-duplicate.ts";
import { layoutHeadlineMerge } from "./layout-headline-merge.ts";
import { layoutHeadlineMove } from "./layout-headline-move.ts";
import { layoutList } from "./layout-list.ts";
import { layoutSplitLines } from "./layout-split-lines.ts";
import { layoutUnwrap } from "./layout-unwrap.ts";
import { roleBoilerplate } from "./role-boilerplate.ts";
import { roleByline } from "./role-byline.ts";
import { roleBylineSplit } from "./role-byline-split.ts";
import { roleCaption } from "./role-caption.ts";
import { roleCredit } from "./role-credit.ts";
import { roleDateline } from "./role-dateline.ts";
import { roleHeading } from "./role-heading.ts";
import { roleKicker } from "./role-kicker.ts";
import { roleSubtitle } from "./role-subtitle.ts";
import { roleTitle } from "./role-title.ts";

export const rules: readonly Rule[] = [
  layoutArticleStart,
  layoutCaptionInSentence,
  layoutCutParagraph,
  layoutDuplicate,
  layoutHeadlineMerge,
  layoutHeadlineMove,
  layoutList,
  layoutSplitLines,
  layoutUnwrap,
  roleBoilerplate,
  roleByline,
  roleBylineSplit,
  roleCaption,
  roleCredit,
  roleDateline,
  roleHeading,
  roleKicker,
  roleSubtitle,
  roleTitle,
];
