/**
 * `galley …`: the corpus without a window. Only what needs the process is here; the commands are in cli/.
 */
import { runCli } from "./cli/program.ts";

// `galley list … | head`: the reader has enough, and that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  onInterrupt: (stop) => {
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  },
});
