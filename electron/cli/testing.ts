/** Command lines in tests, run in the test's own process. */
import { runCli } from "./program.ts";

export async function galley(...argv: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const status = await runCli(argv, {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    onInterrupt: () => {},
  });
  const stdout = out.join("");
  const lines = () =>
    stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return { status, stdout, stderr: err.join(""), lines };
}
