import { describe, expect, it } from "vitest";
import { type CardOutcome, readOutcome } from "./card-outcome";

const reasonOf = (outcome: CardOutcome) => (outcome.ok ? "ok" : outcome.failure.reason);

describe("readOutcome: every end of a card entry is one that a person can act on", () => {
  it.each([
    ["a saved card", { intent: { id: "seti_1", status: "succeeded" } }, "ok"],
    ["a payment that is on its way", { intent: { id: "pi_1", status: "processing" } }, "ok"],
    ["a challenge that was left", { intent: { id: "pi_1", status: "requires_action" } }, "authentication"],
    ["an intent that was cancelled", { intent: { id: "pi_1", status: "canceled" } }, "over"],
    ["a card that was refused afterwards", { intent: { id: "pi_1", status: "requires_payment_method" } }, "declined"],
    ["a declined card", { error: { type: "card_error", code: "card_declined", message: "No." } }, "declined"],
    [
      "a failed challenge",
      { error: { type: "card_error", code: "setup_intent_authentication_failure" } },
      "authentication",
    ],
    ["an unfinished number", { error: { type: "validation_error", code: "incomplete_number" } }, "incomplete"],
    ["a lost network", { error: { type: "api_connection_error" } }, "unreachable"],
    ["an intent that is gone", { error: { type: "invalid_request_error", code: "resource_missing" } }, "over"],
    ["anything else", { error: { type: "api_error" } }, "unexpected"],
    ["no answer", {}, "unexpected"],
  ])("reads %s", (_what, answer, expected) => {
    expect(reasonOf(readOutcome(answer))).toBe(expected);
  });

  it("takes a second press on a card that was saved already for what it is, because the first answer may be lost", () => {
    const error = { type: "invalid_request_error", setup_intent: { id: "seti_1", status: "succeeded" } };
    expect(readOutcome({ error })).toEqual({ ok: true, intentId: "seti_1" });
  });

  it("keeps the bank's own sentence of a decline, and no technical one", () => {
    const declined = readOutcome({ error: { type: "card_error", message: "Your card has insufficient funds." } });
    expect(declined).toMatchObject({ failure: { message: "Your card has insufficient funds." } });
    expect(readOutcome({ error: { type: "api_error", message: "stack" } })).toMatchObject({
      failure: { message: null },
    });
  });
});
