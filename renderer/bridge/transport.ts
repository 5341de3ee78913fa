/**
 * What a transport to the host can do, whichever shell carries it. Answers and payloads are unchecked here; `api.ts`
 * validates them. Must not know: the contract's methods, React.
 */
export interface Transport {
  /** Resolves to an answer (see shared/wire.ts). @throws GalleyError "connection" when the host can't be reached */
  request(method: string, params: unknown): Promise<unknown>;
  onEvent(listener: (name: string, payload: unknown) => void): void;
  readonly connected: boolean;
  onConnection(listener: (connected: boolean) => void): () => void;
  /** Called when the window or the host is about to end; the shell waits some seconds for the promise. */
  onClosing(listener: () => Promise<void>): void;
}
