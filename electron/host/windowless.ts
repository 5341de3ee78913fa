/** What a host is given where no shell is: in tests, tortures, benchmarks. */
import { join } from "node:path";
import type { HostOptions } from "../host.ts";

export const windowless = {
  shell: "loopback",
  seedsDir: join(import.meta.dirname, "../../seeds"),
  language: "zh-CN",
  nativeDialogs: null,
  showInFolder: async () => {},
} satisfies Partial<HostOptions>;
