/** All rules. Made by `npm run rules` from the files of this folder; don't edit. */
import type { Rule } from "../rule.ts";
import { charAlphabet } from "./char-alphabet.ts";
import { charCompatibility } from "./char-compatibility.ts";
import { charDigit } from "./char-digit.ts";
import { charFullwidth } from "./char-fullwidth.ts";
import { charInvisible } from "./char-invisible.ts";
import { charScript } from "./char-script.ts";
import { charUnreadable } from "./char-unreadable.ts";
import { punctDash } from "./punct-dash.ts";
import { punctDoubled } from "./punct-doubled.ts";
import { punctEllipsis } from "./punct-ellipsis.ts";
import { punctEnd } from "./punct-end.ts";
import { punctHalfwidth } from "./punct-halfwidth.ts";
import { punctParentheses } from "./punct-parentheses.ts";
import { punctPeriod } from "./punct-period.ts";
import { punctQuoteDirection } from "./punct-quote-direction.ts";
import { punctStraightQuotes } from "./punct-straight-quotes.ts";
import { punctUnbalanced } from "./punct-unbalanced.ts";
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
  punctDash,
  punctDoubled,
  punctEllipsis,
  punctEnd,
  punctHalfwidth,
  punctParentheses,
  punctPeriod,
  punctQuoteDirection,
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
  charDigit,
  charFullwidth,
  charInvisible,
  charScript,
  charUnreadable,
  user,
];
