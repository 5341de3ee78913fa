/** Starts the suggesting worker: a script of the page's own, named in the page's policy of trusted types. */
import type { Thread } from "./suggesting.ts";
import workerAddress from "./worker.ts?worker&url";

interface Policy {
  createScriptURL(address: string): string;
}
/** What is used of the Trusted Types API, which TypeScript does not know yet. */
const { trustedTypes } = globalThis as unknown as {
  trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(address: string): string }): Policy };
};

/** Lets through this one address, whoever asks. */
const policy = trustedTypes?.createPolicy("GalleySuggesting", {
  createScriptURL(address) {
    if (address !== workerAddress) throw new TypeError(`no script of Galley's: ${address}`);
    return address;
  },
});

export function startWorker(): Thread {
  return new Worker(policy?.createScriptURL(workerAddress) ?? workerAddress, {
    type: "module",
    name: "suggesting",
  }) as unknown as Thread;
}
