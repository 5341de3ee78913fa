/** The desktop program's command line, among the switches that Electron and Chromium put there themselves. */

/** The folder given with `--corpus DIR` or `--corpus=DIR`, or null. */
export function readCorpusArgument(argv: readonly string[]): string | null {
  for (const [index, argument] of argv.entries()) {
    if (argument === "--corpus") return argv[index + 1] ?? null;
    if (argument.startsWith("--corpus=")) return argument.slice("--corpus=".length);
  }
  return null;
}
