import { describe, expect, it } from "vitest";
import type { RegistrationStateDto } from "@/lib/contracts/registration";
import { orderOf, stepFor } from "./registration-step";

const state: RegistrationStateDto = {
  state_id: "0196f0c0-0000-7000-8000-000000000000",
  state: "setup",
  next: "enter_card",
  setup_intent_id: "seti_1",
  client_secret: "seti_1_secret_1",
  publishable_key: "pk_test_1",
  email: "ada@example.com",
  name: "Ada",
  plan: "starter",
  interval: "yearly",
  currency: "eur",
  amount_minor: 19_000,
  mode: "paid",
  trial_days: 0,
  failure: null,
  expires_at: "2026-11-22T00:00:00.000Z",
};

describe("a closed tab is gone on with where it stopped", () => {
  it("asks for the password first, since it is kept nowhere", () => {
    for (const next of ["enter_card", "complete"] as const)
      expect(stepFor({ ...state, next })).toMatchObject({ name: "account", resumed: { next }, isExpired: false });
  });

  it("says that it has expired, and starts again", () => {
    expect(stepFor({ ...state, state: "expired", next: "start_again" })).toEqual({
      name: "account",
      resumed: null,
      isExpired: true,
    });
  });

  it("leads a finished one to the sign-in, with what became of its plan", () => {
    const finished = { ...state, state: "complete", next: "sign_in", failure: "payment_declined" } as const;
    expect(stepFor(finished)).toEqual({ name: "done", failure: "payment_declined", isSignedIn: false });
  });

  it("keeps the plan that it was begun with, whatever the address says now", () => {
    const asked = { plan: "pro", interval: "monthly", currency: "usd", mode: "trial" } as const;
    expect(orderOf(state, asked)).toEqual({ plan: "starter", interval: "yearly", currency: "eur", mode: "paid" });
  });
});
