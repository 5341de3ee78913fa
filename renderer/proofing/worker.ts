/** The proofing worker's thread: one question at a time, one answer to each. */
import "../../shared/jitless.ts";
import type { Answer, Question } from "./messages.ts";
import { ruleInfos, Workbench } from "./workbench.ts";

const workbench = new Workbench();
const say = (answer: Answer): void => postMessage(answer);

addEventListener("message", ({ data }: MessageEvent<Question>) => say(workbench.answer(data)));
say({ say: "rules", rules: ruleInfos });
