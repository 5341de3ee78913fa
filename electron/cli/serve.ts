/** `serve DIR [--port P]`: the loopback shell without opening a browser. */
import { InvalidArgumentError } from "commander";
import type { Define } from "./command.ts";

export const defineServe: Define = (program, run) => {
  program
    .command("serve")
    .description("serve the window on 127.0.0.1 without opening a browser; Ctrl-C ends it")
    .argument("<dir>", "corpus folder")
    .option("--port <port>", "0 for any free one", portNumber, 0)
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, options: { port: number; json?: boolean }) =>
      run(async ({ output, signal }) => {
        // Only now: the other commands start faster without the server.
        const { startLoopback } = await import("../loopback/server.ts");
        const server = await startLoopback({ corpus: dir, port: options.port });
        output.line({ url: server.url }, server.url);
        await server.start();
        if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
        await server.close();
      }, options),
    );
};

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535) throw new InvalidArgumentError("It must be a number from 0 to 65535.");
  return port;
}
