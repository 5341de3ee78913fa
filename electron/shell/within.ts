/** Waiting with a limit, for the steps of ending a program that must end. */
import { reportDefect } from "./report.ts";

/**
 * Resolves to true when `work` is done (a failure counts, and is reported), or to false after `milliseconds`, whichever
 * is first. Never rejects.
 */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const done = work.then(
    () => true,
    (error: unknown) => {
      reportDefect(error);
      return true;
    },
  );
  const result = await Promise.race([done, limit]);
  clearTimeout(timer);
  return result;
}
