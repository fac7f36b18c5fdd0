import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { describeError } from "./describe-error";
import { AppError } from "./errors";

function aFailedQuery(): DrizzleQueryError {
  const driver = Object.assign(new Error('duplicate key value violates unique constraint "users_email"'), {
    code: "23505",
    detail: "Key (email)=(ada@example.com) already exists.",
  });
  const params = ["ada@example.com", "$argon2id$hash\n    at ada@example.com"];
  return new DrizzleQueryError("insert into users values ($1, $2)", params, driver);
}

describe("a described error", () => {
  it("keeps the driver's message and code, and no statement or parameter, since those are people's addresses and hashes", () => {
    const described = describeError(aFailedQuery());
    expect(described).toMatchObject({
      type: "QueryError",
      message: 'duplicate key value violates unique constraint "users_email"',
      code: "23505",
    });
    expect(JSON.stringify(described)).not.toMatch(/ada@|argon2|insert into/);
    expect(described.stack).toContain("describe-error.test.ts");
  });

  it("cleans a failed query also as the cause of another error, and where a text quotes it", () => {
    const query = aFailedQuery();
    const wrapped = new Error(`job failed: ${query.message}`, { cause: query });
    const described = describeError(new AppError("billing_unavailable", "Try again.", { cause: wrapped }));
    expect(described).toMatchObject({ code: "billing_unavailable", cause: { cause: { code: "23505" } } });
    expect(JSON.stringify(described)).not.toMatch(/ada@|argon2|insert into/);
  });

  it("finds words for a connection refused on every address, which has none of its own", () => {
    const refused = Object.assign(new AggregateError([new Error("connect ECONNREFUSED ::1:1")]), {
      code: "ECONNREFUSED",
    });
    expect(describeError(refused)).toMatchObject({ message: "connect ECONNREFUSED ::1:1", code: "ECONNREFUSED" });
  });

  it("takes anything that is thrown, and ends with a cause that is its own", () => {
    expect(describeError("out of paper")).toEqual({ type: "string", message: "out of paper" });
    const round = new Error("round");
    round.cause = round;
    expect(describeError(round).cause?.message).toBe("round");
  });
});
