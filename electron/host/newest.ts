/** Questions of which only the newest is waited for. */

/** Gives the signal to answer a method's question under: a newer question of that method gives the older one up. */
export function newestOnly(): (method: string, query: object) => AbortSignal {
  const asked = new Map<string, { query: string; controller: AbortController }>();
  return (method, query) => {
    const key = JSON.stringify(query);
    let running = asked.get(method);
    // Several pages of one question are one.
    if (running?.query !== key) {
      running?.controller.abort();
      running = { query: key, controller: new AbortController() };
      asked.set(method, running);
    }
    return running.controller.signal;
  };
}
