import { expect, it, vi } from "vitest";
import { newId, type SessionId } from "@/lib/ids";
import { closeStreams, enterStream } from "./open-streams";

const LIMIT = 10;

it("a session's eleventh stream ends its oldest, because each holds a connection and a place in memory", () => {
  const session = newId<SessionId>();
  const closes = Array.from({ length: LIMIT }, () => vi.fn());
  for (const close of closes) enterStream(session, close);
  const other = vi.fn();
  enterStream(newId<SessionId>(), other);
  const leaveNewest = enterStream(session, vi.fn());
  expect(closes.map((close) => close.mock.calls.length)).toEqual([1, ...Array<number>(LIMIT - 1).fill(0)]);
  // Its reader stays away for a while instead of pushing out the next at once.
  expect(closes[0]).toHaveBeenCalledWith(60_000);
  expect(other).not.toHaveBeenCalled();

  leaveNewest();
  enterStream(session, vi.fn());
  expect(closes[1]).not.toHaveBeenCalled();
});

it("a stopping process ends every stream, those that come late too, because it waits for what it answers", () => {
  const open = vi.fn();
  const left = vi.fn();
  enterStream(newId<SessionId>(), open);
  enterStream(newId<SessionId>(), left)();
  closeStreams();
  expect(open).toHaveBeenCalledOnce();
  expect(left).not.toHaveBeenCalled();
  const late = vi.fn();
  enterStream(newId<SessionId>(), late);
  expect(late).toHaveBeenCalledOnce();
});
