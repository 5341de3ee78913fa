/** The suggesting worker's thread: one question at a time, one answer to each. */
import "../../shared/jitless.ts";
import { Desk } from "./desk.ts";
import type { Answer, Question } from "./messages.ts";

const desk = new Desk();
const say = (answer: Answer): void => postMessage(answer);

addEventListener("message", ({ data }: MessageEvent<Question>) => say(desk.answer(data)));
