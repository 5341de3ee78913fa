/**
 * The window's line to one of its workers: started with the first question; answers come in the order of the questions.
 * A worker that could not be loaded or broke answers nothing any more: the next question starts another.
 * Must not know: what is asked.
 */
import { type ErrorShape, GalleyError } from "../../shared/errors.ts";

/** What is used of a Worker. */
export interface WorkerThread<Question, Answer> {
  postMessage(question: Question): void;
  onmessage: ((event: { data: Answer }) => void) | null;
  onerror: ((event: { message?: string }) => void) | null;
}

export interface Failed {
  say: "failed";
  error: ErrorShape;
}

interface Ends<Question, Answer> {
  /** For messages of errors: "proofing". */
  name: string;
  start(): WorkerThread<Question, Answer>;
  /** Takes what the worker says by itself; false for an answer to a question. */
  told?(answer: Answer): boolean;
  /** Whatever the worker was told is gone with it. */
  ended(): void;
}

export class WorkerLine<Question, Answer extends { say: string } | Failed> {
  readonly #ends: Ends<Question, Answer>;
  #thread: WorkerThread<Question, Answer> | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  /** Who waits for an answer, in the order of the questions. */
  #waiting: { take(answer: Answer): void; fail(error: unknown): void }[] = [];

  constructor(ends: Ends<Question, Answer>) {
    this.#ends = ends;
  }

  /** One task of several questions after the other. */
  inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(task);
    this.#turn = result.catch(() => {});
    return result;
  }

  /** @throws GalleyError that the worker failed with; internal where it ended or said something else than `say` */
  async ask<S extends Answer["say"]>(question: Question, say: S): Promise<Extract<Answer, { say: S }>> {
    const thread = this.#running();
    const answer = await new Promise<Answer>((take, fail) => {
      this.#waiting.push({ take, fail });
      thread.postMessage(question);
    });
    if ("error" in answer) throw GalleyError.fromShape(answer.error);
    if (answer.say !== say)
      throw new GalleyError("internal", `The ${this.#ends.name} worker said ${answer.say}, not ${say}.`);
    return answer as Extract<Answer, { say: S }>;
  }

  #running(): WorkerThread<Question, Answer> {
    if (this.#thread) return this.#thread;
    const { name, start, told, ended } = this.#ends;
    const thread = start();
    thread.onmessage = ({ data }) => {
      if (!told?.(data)) this.#waiting.shift()?.take(data);
    };
    thread.onerror = ({ message }) => {
      const waiting = this.#waiting;
      this.#waiting = [];
      this.#thread = null;
      ended();
      for (const { fail } of waiting) fail(new GalleyError("internal", `The ${name} worker ended: ${message ?? ""}`));
    };
    this.#thread = thread;
    return thread;
  }
}
