import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { eventStream, type StreamControls } from "./event-stream";

const HEARTBEAT_MS = 20_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Wanted {
  start?: (controls: StreamControls) => Promise<() => void>;
  stillAllowed?: () => Promise<boolean>;
}

function open({ start, stillAllowed = async () => true }: Wanted) {
  const stopped = vi.fn();
  const reader = new AbortController();
  const request = new Request("http://localhost:3000/events", { signal: reader.signal });
  const response = eventStream(request, { start: start ?? (async () => stopped), stillAllowed });
  return { response, stopped, reader };
}

describe("G16: open tabs hear of changes for exactly as long as they may", () => {
  it("G16: ends when its start fails, because a stream that hears nothing looks just like a quiet one", async () => {
    const { response } = open({
      start: async () => {
        throw new Error("database down");
      },
    });
    expect(await response.text()).toBe("retry: 2000\n\n");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("G16: ends at the next heartbeat once it is not allowed any more, since a sign-out cannot reach it", async () => {
    let isAllowed = true;
    const { response, stopped } = open({ stillAllowed: async () => isAllowed });
    await vi.advanceTimersByTimeAsync(HEARTBEAT_MS);
    expect(stopped).not.toHaveBeenCalled();
    isAllowed = false;
    await vi.advanceTimersByTimeAsync(HEARTBEAT_MS);
    expect(await response.text()).toBe("retry: 2000\n\n: here\n\n: here\n\n");
    expect(stopped).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("G16: stays open when the question cannot be answered, because no answer is not a no", async () => {
    const { stopped, reader } = open({ stillAllowed: () => Promise.reject(new Error("database down")) });
    await vi.advanceTimersByTimeAsync(HEARTBEAT_MS);
    expect(stopped).not.toHaveBeenCalled();
    reader.abort();
    expect(stopped).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("G16: lets go of everything when its reader was gone before it began", async () => {
    const request = new Request("http://localhost:3000/events", { signal: AbortSignal.abort() });
    const start = vi.fn(async () => () => undefined);
    const response = eventStream(request, { start, stillAllowed: async () => true });
    expect(await response.text()).toBe("");
    expect(start).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("G16: lets go when it was closed while it started, because nobody else would", async () => {
    const stopped = vi.fn();
    const { response } = open({
      start: async ({ close }) => {
        close(60_000);
        return stopped;
      },
    });
    expect(await response.text()).toBe("retry: 2000\n\nretry: 60000\n\n");
    expect(stopped).toHaveBeenCalledOnce();
  });

  it("G16: ends its connection with it, because a kept one holds up a stopping server for its whole idle time", () => {
    expect(open({}).response.headers.get("connection")).toBe("close");
  });
});
