/** All rules. Made by `npm run rules` from the files of this folder; don't edit. */
import type { Rule } from "../rule.ts";
import { charAlphabet } from "./char-alphabet.ts";
import { charCompatibility } from "./char-compatibility.ts";
import { charDe } from "./char-de.ts";
import { charDigit } from "./char-digit.ts";
import { charDoubtful } from "./char-doubtful.ts";
import { charFullwidth } from "./char-fullwidth.ts";
import { charInvisible } from "./char-invisible.ts";
import { charLearned } from "./char-learned.ts";
import { charMeasure } from "./char-measure.ts";
import { charScript } from "./char-script.ts";
import { charShape } from "./char-shape.ts";
import { charUnreadable } from "./char-unreadable.ts";
import { consistNames } from "./consist-names.ts";
import { consistQuotes } from "./consist-quotes.ts";
import { consistTagExtent } from "./consist-tag-extent.ts";
import { consistTagMissing } from "./consist-tag-missing.ts";
import { consistTagOverlap } from "./consist-tag-overlap.ts";
import { consistTagType } from "./consist-tag-type.ts";
import { consistTagUnknown } from "./consist-tag-unknown.ts";
import { consistTagWord } from "./consist-tag-word.ts";
import { layoutArticleStart } from "./layout-article-start.ts";
import { layoutCaptionInSentence } from "./layout-caption-in-sentence.ts";
import { layoutCutParagraph } from "./layout-cut-paragraph.ts";
import { layoutDuplicate } from "./layout-duplicate.ts";
import { layoutHeadlineMerge } from "./layout-headline-merge.ts";
import { layoutHeadlineMove } from "./layout-headline-move.ts";
import { layoutList } from "./layout-list.ts";
import { layoutSplitLines } from "./layout-split-lines.ts";
import { layoutUnwrap } from "./layout-unwrap.ts";
import { punctDash } from "./punct-dash.ts";
import { punctDoubled } from "./punct-doubled.ts";
import { punctEllipsis } from "./punct-ellipsis.ts";
import { punctEnd } from "./punct-end.ts";
import { punctHalfwidth } from "./punct-halfwidth.ts";
import { punctParentheses } from "./punct-parentheses.ts";
import { punctPeriod } from "./punct-period.ts";
import { punctQuoteDirection } from "./punct-quote-direction.ts";
import { punctQuoteMixed } from "./punct-quote-mixed.ts";
import { punctStraightQuotes } from "./punct-straight-quotes.ts";
import { punctUnbalanced } from "./punct-unbalanced.ts";
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
import { spaceDigits } from "./space-digits.ts";
import { spaceEdge } from "./space-edge.ts";
import { spaceHanDigit } from "./space-han-digit.ts";
import { spaceHanHan } from "./space-han-han.ts";
import { spaceLetterspaced } from "./space-letterspaced.ts";
import { spaceOdd } from "./space-odd.ts";
import { spacePunctuation } from "./space-punctuation.ts";
import { spaceSignoff } from "./space-signoff.ts";
import { user } from "./user.ts";

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
  punctDash,
  punctDoubled,
  punctEllipsis,
  punctEnd,
  punctHalfwidth,
  punctParentheses,
  punctPeriod,
  punctQuoteDirection,
  punctQuoteMixed,
  punctStraightQuotes,
  punctUnbalanced,
  spaceDigits,
  spaceEdge,
  spaceHanDigit,
  spaceHanHan,
  spaceLetterspaced,
  spaceOdd,
  spacePunctuation,
  spaceSignoff,
  charAlphabet,
  charCompatibility,
  charDe,
  charDigit,
  charDoubtful,
  charFullwidth,
  charInvisible,
  charLearned,
  charMeasure,
  charScript,
  charShape,
  charUnreadable,
  consistNames,
  consistQuotes,
  consistTagExtent,
  consistTagMissing,
  consistTagOverlap,
  consistTagType,
  consistTagUnknown,
  consistTagWord,
  user,
];
