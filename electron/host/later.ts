/** Methods of the contract whose code is loaded when the first of them is called: what a start does not need. */
import type { Host, Method } from "../../shared/api.ts";

/** @param load makes them; called once, unless it fails */
export function later<M extends Method>(names: readonly M[], load: () => Promise<Pick<Host, M>>): Pick<Host, M> {
  let loading: Promise<Pick<Host, M>> | null = null;
  const loaded = () => {
    loading ??= load().catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  const call = (name: M) => async (params: never) =>
    ((await loaded())[name] as (params: never) => Promise<unknown>)(params);
  return Object.fromEntries(names.map((name) => [name, call(name)])) as unknown as Pick<Host, M>;
}
