/**
 * Asks an external recommender for entities, as docs/recommender.md says: one request with the texts of blocks, one
 * answer. Whatever the server does, this ends: there are limits of time and size, and nothing of the answer is believed
 * before it is checked. Redirects are not followed: what is sent goes to the address that the user gave, or nowhere.
 * Must not know: the corpus, windows.
 */
import type { IncomingMessage } from "node:http";
import { z } from "zod";
import type { Dropped, Recommendation } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { parseJsonText } from "../../shared/model/json-text.ts";
import { codePointLength } from "../../shared/model/offsets.ts";
import { request as requestHttp } from "../node-http.ts";

export interface RecommenderRequest {
  blocks: readonly { id: string; role: string; text: string }[];
  types: readonly string[];
}

export interface Recommended {
  suggestions: Recommendation[];
  dropped: Dropped;
}

export interface RecommenderLimits {
  /** Milliseconds from asking to the answer's last byte. */
  time: number;
  /** Bytes of the answer. */
  size: number;
}

const usualLimits: RecommenderLimits = { time: 30_000, size: 8_000_000 };
/** Characters of a reason; a longer one is cut. */
const LONGEST_REASON = 200;

/** @throws GalleyError recommender-failed, cancelled, usage (an address that is none) */
export async function askRecommender(
  address: string,
  { blocks, types }: RecommenderRequest,
  { signal, limits = usualLimits }: { signal: AbortSignal; limits?: RecommenderLimits },
): Promise<Recommended> {
  const url = recommenderUrl(address);
  const body = JSON.stringify({
    version: 1,
    blocks: blocks.map(({ id, role, text }) => ({ id, role, text })),
    types,
  });
  const text = await post(url, body, signal, limits);
  let json: unknown;
  try {
    json = parseJsonText(text);
  } catch (cause) {
    throw failed(url, "its answer is no JSON", cause);
  }
  const answer = z.object({ suggestions: z.array(z.unknown()) }).safeParse(json);
  if (!answer.success) throw failed(url, "its answer has no list of suggestions");
  return checked(answer.data.suggestions, { blocks, types });
}

/** @throws GalleyError usage */
export function recommenderUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== "http:" && url?.protocol !== "https:")
    throw new GalleyError("usage", `“${address}” is no address of a recommender; it begins with http:// or https://.`, {
      name: address,
    });
  return url;
}

function post(url: URL, body: string, signal: AbortSignal, limits: RecommenderLimits): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const send = url.protocol === "https:" ? process.getBuiltinModule("node:https").request : requestHttp;
  const bytes = Buffer.from(body);
  const request = send(url, {
    method: "POST",
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-length": bytes.length,
      accept: "application/json",
    },
    // A connection of its own: nothing is kept open to a server between two requests.
    agent: false,
  });
  const give = (error: GalleyError) => {
    reject(error);
    request.destroy();
  };
  const stop = () => give(new GalleyError("cancelled", "Stopped before the recommender answered."));
  const timer = setTimeout(
    () => give(failed(url, `it did not answer within ${limits.time / 1000} seconds`)),
    limits.time,
  );
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop);
  request.on("response", (response) => void readAnswer(response, url, limits).then(resolve, give));
  request.on("error", (error: NodeJS.ErrnoException) => give(failed(url, reasonOf(error), error)));
  request.end(bytes);
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    request.destroy();
  });
}

async function readAnswer(response: IncomingMessage, url: URL, limits: RecommenderLimits): Promise<string> {
  const { statusCode = 0 } = response;
  if (statusCode >= 300 && statusCode < 400) throw failed(url, "it sends elsewhere, and redirects are not followed");
  if (statusCode !== 200) throw failed(url, `it answered with status ${statusCode}`);
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > limits.size) throw failed(url, `its answer is larger than ${limits.size} bytes`);
      parts.push(part);
    }
  } catch (error) {
    throw error instanceof GalleyError ? error : failed(url, "it broke off its answer", error);
  }
  return Buffer.concat(parts).toString("utf8");
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ECONNREFUSED") return "nobody answers there";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "there is no such host";
  if (code === "ECONNRESET") return "it broke the connection off";
  return message;
}

const itemSchema = z.object({
  block: z.string(),
  start: z.number(),
  end: z.number(),
  type: z.string(),
  score: z.number(),
  reason: z.string().optional(),
});

function checked(items: readonly unknown[], { blocks, types }: RecommenderRequest): Recommended {
  const lengths = new Map(blocks.map(({ id, text }) => [id, codePointLength(text)]));
  const known = new Set(types);
  const dropped: Dropped = { shape: 0, block: 0, place: 0, type: 0, score: 0 };
  const suggestions: Recommendation[] = [];
  for (const item of items) {
    const parsed = itemSchema.safeParse(item);
    const wrong = parsed.success ? whatIsWrong(parsed.data, lengths, known) : "shape";
    if (wrong || !parsed.success) {
      dropped[wrong ?? "shape"]++;
      continue;
    }
    const { reason = "", ...rest } = parsed.data;
    suggestions.push({ ...rest, reason: Array.from(reason).slice(0, LONGEST_REASON).join("") });
  }
  return { suggestions, dropped };
}

function whatIsWrong(
  { block, start, end, type, score }: z.infer<typeof itemSchema>,
  lengths: ReadonlyMap<string, number>,
  types: ReadonlySet<string>,
): keyof Dropped | null {
  const length = lengths.get(block);
  if (length === undefined) return "block";
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || start >= end || end > length) return "place";
  if (!types.has(type)) return "type";
  return score >= 0 && score <= 1 ? null : "score";
}

function failed(url: URL, reason: string, cause?: unknown): GalleyError {
  // Without user name and password, should the address hold them.
  const name = `${url.protocol}//${url.host}${url.pathname}`;
  return new GalleyError(
    "recommender-failed",
    `The recommender at ${name} gave no answer: ${reason}.`,
    { name, reason },
    { cause },
  );
}
