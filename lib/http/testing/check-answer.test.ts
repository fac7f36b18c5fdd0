import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { json } from "../respond";
import { publicRoute } from "../routes";
import { TestBrowser } from "./test-browser";

const answer = z.object({ id: z.number() });

async function ask(respond: () => Response | Promise<Response>) {
  const route = publicRoute({ summary: "Try", answer }, async () => respond());
  return (await new TestBrowser().call(route)).status;
}

describe("every answer in a test is held against its contract, because a description that nobody checks is wrong", () => {
  it("lets through what the contract says", async () => {
    expect(await ask(() => json({ id: 1 }))).toBe(200);
    expect(await ask(() => Promise.reject(new AppError("not_found", "No.")))).toBe(404);
  });

  it.each([
    ["a missing field", () => json({})],
    ["a field that the contract does not name", () => json({ id: 1, secret: 2 })],
    ["another status", () => json({ id: 1 }, 201)],
    ["a refusal that is no problem document", () => new Response("no", { status: 404 })],
    ["an answer to a condition that it does not know", () => new Response(null, { status: 304 })],
  ])("fails the test on %s", async (_what, respond) => {
    await expect(ask(respond)).rejects.toThrow(/"Try" answered/);
  });
});
