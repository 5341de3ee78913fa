import "../../shared/jitless.ts";
import { decode, encode } from "@msgpack/msgpack";
import { describe, expect, it } from "vitest";
import { closeCodes, frameLimit, type HostFrame, messageLimit, type WindowFrame } from "../../shared/wire.ts";
import { createBridge } from "./api.ts";
import { openSocketTransport } from "./socket-transport.ts";

/** A WebSocket whose other end is the test. */
class HostEnd {
  readonly OPEN = 1;
  readyState = 1;
  binaryType = "";
  onopen: () => void = () => undefined;
  onmessage: (message: { data: unknown }) => void = () => undefined;
  onclose: (event: { code: number }) => void = () => undefined;
  readonly heard: (WindowFrame | { type: "hello"; secret: string })[] = [];
  send(bytes: Uint8Array) {
    this.heard.push(decode(bytes) as WindowFrame);
  }
  say(frame: HostFrame) {
    const bytes = encode(frame);
    this.onmessage({ data: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) });
  }
  accept() {
    this.onopen();
    this.say({ type: "ready" });
  }
  fall(code = 1006) {
    this.readyState = 3;
    this.onclose({ code });
  }
}

/** Opens a transport; the test takes each attempt as it comes. */
function setUp() {
  const attempts: HostEnd[] = [];
  const pauses: number[] = [];
  let wake: () => void = () => undefined;
  const transport = openSocketTransport({
    url: "ws://127.0.0.1:1/socket",
    secret: "s",
    open() {
      const end = new HostEnd();
      attempts.push(end);
      wake();
      return end as unknown as WebSocket;
    },
    pause: async (milliseconds) => void pauses.push(milliseconds),
  });
  const attempt = async (index: number): Promise<HostEnd> => {
    while (attempts.length <= index) await new Promise<void>((resolve) => (wake = resolve));
    const end = attempts[index];
    if (!end) throw new Error("no attempt");
    return end;
  };
  return { transport, attempts, attempt, pauses };
}

describe("the socket transport", () => {
  it("says the secret first and nothing before it", async () => {
    const { transport, attempt } = setUp();
    const end = await attempt(0);
    expect(end.heard).toEqual([]);
    end.accept();
    await transport;
    expect(end.heard).toEqual([{ type: "hello", secret: "s" }]);
  });

  it("gives each call its own answer, in whatever order they come", async () => {
    const { transport, attempt } = setUp();
    const end = await attempt(0);
    end.accept();
    const bridge = createBridge(await transport);
    const first = bridge.call("createFolder", { parent: "h1", name: "甲" });
    const second = bridge.call("createFolder", { parent: "h1", name: "乙" });
    end.say({ type: "answer", id: 1, answer: { ok: true, result: "second" } });
    end.say({ type: "answer", id: 0, answer: { ok: true, result: "first" } });
    expect([await first, await second]).toEqual(["first", "second"]);
  });

  it("fails what was under way when the connection breaks, and never sends it again", async () => {
    const { transport, attempt } = setUp();
    (await attempt(0)).accept();
    const bridge = createBridge(await transport);
    const states: boolean[] = [];
    bridge.onConnection((connected) => states.push(connected));
    const call = bridge.call("closeCorpus", {});
    (await attempt(0)).fall();
    await expect(call).rejects.toMatchObject({ name: "GalleyError", code: "connection" });
    await expect(bridge.call("closeCorpus", {})).rejects.toMatchObject({ code: "connection" });
    const again = await attempt(1);
    again.accept();
    expect(again.heard.map((frame) => frame.type)).toEqual(["hello"]);
    expect([states, bridge.connected]).toEqual([[false, true], true]);
  });

  it("tries again with growing pauses, for as long as it takes", async () => {
    const { transport, attempt, pauses } = setUp();
    (await attempt(0)).accept();
    await transport;
    for (let index = 0; index < 8; index++) (await attempt(index)).fall();
    await attempt(8);
    expect(pauses).toEqual([200, 400, 800, 1600, 3000, 3000, 3000, 3000]);
  });

  it("gives up when another run of the host listens there, which will never know the secret", async () => {
    const { transport, attempts, attempt } = setUp();
    (await attempt(0)).accept();
    await transport;
    (await attempt(0)).fall();
    (await attempt(1)).fall(closeCodes.refused);
    await Promise.resolve();
    expect(attempts).toHaveLength(2);
    const first = setUp();
    (await first.attempt(0)).fall(closeCodes.refused);
    await expect(first.transport).rejects.toMatchObject({ code: "connection" });
  });

  it("says so when there is no host from the start", async () => {
    const { transport, attempt } = setUp();
    const failed = expect(transport).rejects.toMatchObject({ code: "connection" });
    for (let index = 0; index < 4; index++) (await attempt(index)).fall();
    await failed;
  });

  it("refuses to send what the host would not take", async () => {
    const { transport, attempt } = setUp();
    const end = await attempt(0);
    end.accept();
    const bytes = new Uint8Array(messageLimit);
    await expect((await transport).request("importFile", { bytes })).rejects.toMatchObject({ code: "too-large" });
    expect(end.heard).toHaveLength(1);
  });

  it("sends what is more than a frame in parts, each of which the host takes", async () => {
    const { transport, attempt } = setUp();
    const end = await attempt(0);
    end.accept();
    const bytes = new Uint8Array(frameLimit + 1).fill(7);
    void (await transport).request("importFile", { bytes });
    const parts = end.heard.slice(1) as Extract<WindowFrame, { type: "part" }>[];
    expect(parts.map(({ type, last }) => [type, last])).toEqual([
      ["part", false],
      ["part", false],
      ["part", true],
    ]);
    expect(Math.max(...parts.map((part) => encode(part).byteLength))).toBeLessThan(frameLimit);
    const message = decode(Buffer.concat(parts.map((part) => part.bytes))) as { params: { bytes: Uint8Array } };
    expect(Buffer.from(message.params.bytes).equals(Buffer.from(bytes))).toBe(true);
  });

  it("lets every listener save before it says that it is ready to close", async () => {
    const { transport, attempt } = setUp();
    const end = await attempt(0);
    end.accept();
    const bridge = createBridge(await transport);
    const save = Promise.withResolvers<void>();
    bridge.onClosing(() => save.promise);
    bridge.onClosing(() => {
      throw new Error("one that fails");
    });
    end.say({ type: "closing" });
    await Promise.resolve();
    expect(end.heard).toHaveLength(1);
    save.resolve();
    await expect.poll(() => end.heard.at(-1)).toEqual({ type: "readyToClose" });
  });
});
