/**
 * Workers are scripts of the page's own: each is named in the page's policy of trusted types, and lets through its one
 * address. Must not know: what the workers do.
 */

interface Policy {
  createScriptURL(address: string): string;
}
/** What is used of the Trusted Types API, which TypeScript does not know yet. */
const { trustedTypes } = globalThis as unknown as {
  trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(address: string): string }): Policy };
};

/**
 * What starts the worker, any number of times. Call it once for each policy: a name can be taken only once.
 * @param address as Vite gives it for "….ts?worker&url"
 * @param policyName as in the content security policy
 * @param name what the worker is called in the browser's tools
 */
export function workerStarter(address: string, policyName: string, name: string): () => Worker {
  const policy = trustedTypes?.createPolicy(policyName, {
    createScriptURL(asked) {
      if (asked !== address) throw new TypeError(`no script of Galley's: ${asked}`);
      return asked;
    },
  });
  return () => new Worker(policy?.createScriptURL(address) ?? address, { type: "module", name });
}
