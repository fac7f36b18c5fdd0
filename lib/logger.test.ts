import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { createLogger } from "./logger";

function aLog() {
  const lines: string[] = [];
  const log = createLogger("info", { write: (line: string) => lines.push(line) });
  return { log, text: () => lines.join(""), entries: () => lines.map((line): unknown => JSON.parse(line)) };
}

const failedQuery = () =>
  new DrizzleQueryError(
    "select * from users where email = $1",
    ["ada@example.com"],
    Object.assign(new Error("relation does not exist"), { code: "42P01" }),
  );

describe("the log", () => {
  it.each([
    ["under err", (error: Error) => [{ err: error }, "request failed"]],
    ["alone", (error: Error) => [error]],
    ["without words", (error: Error) => [{ err: error }]],
    ["one level down, as the job queue does", (error: Error) => [{ meta: { failure: error } }, "task failed"]],
    ["in the words", (error: Error) => [{}, `task failed with '${error.message}'`]],
    ["as words alone", (error: Error) => [`task failed with '${error.message}'`]],
  ])(
    "holds no parameter of a failed query logged %s, because logs are read by more people than the data",
    (_how, entry) => {
      const { log, text } = aLog();
      Reflect.apply(log.error, log, entry(failedQuery()));
      expect(text()).toMatch(/relation does not exist|task failed/);
      expect(text()).not.toMatch(/ada@|select \*/);
    },
  );

  it("says what the driver said, with its code, so that the line is still of use", () => {
    const { log, entries } = aLog();
    log.error({ requestId: "r1", err: failedQuery() }, "request failed");
    expect(entries()).toEqual([
      expect.objectContaining({
        requestId: "r1",
        msg: "request failed",
        err: expect.objectContaining({ message: "relation does not exist", code: "42P01" }),
      }),
    ]);
  });

  it("removes secrets by name and leaves everything else as it is", () => {
    const { log, entries } = aLog();
    log.info({ user: { token: "t", at: new Date(0) }, n: 1 }, "seen by %s", "Ada");
    expect(entries()).toEqual([
      expect.objectContaining({
        user: { token: "[removed]", at: "1970-01-01T00:00:00.000Z" },
        n: 1,
        msg: "seen by Ada",
      }),
    ]);
  });
});
