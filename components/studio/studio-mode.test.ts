import { expect, test } from "vitest";
import { onFree, onPro } from "@/components/billing/testing/billing-states";
import { posterFileName } from "./poster-file";
import { studioMode } from "./studio-mode";

const withoutCredits = (state = onFree()) => ({ ...state, credits: { ...state.credits, balance: 0 } });

test("somebody without credits gets the offer, and an unlimited plan never runs out", () => {
  expect(studioMode(withoutCredits(), true)).toEqual({ kind: "outOfCredits" });
  const unlimited = { ...withoutCredits(onPro()).credits, unlimited: true };
  expect(studioMode({ ...onPro(), credits: unlimited }, true)).toEqual({ kind: "ready" });
});

test("a read-only workspace is told about its payment, not offered an upgrade that would not help", () => {
  const state = withoutCredits(onPro({}, { mode: "read_only", reason: "payment_failed_read_only" }));
  expect(studioMode(state, false)).toEqual({ kind: "readOnly", isPaused: false });
});

test("an unverified person is asked to verify before he is asked to pay, because checkout asks the same", () => {
  expect(studioMode(withoutCredits(), false)).toEqual({ kind: "unverified" });
});

test("in the grace period everything works", () => {
  expect(studioMode(onPro({}, { mode: "grace", reason: "payment_failed_grace" }), true)).toEqual({ kind: "ready" });
});

test("a downloaded poster is named after its prompt, in letters that every file system takes", () => {
  expect(posterFileName("Café “Zum Löwen”: grand opening!")).toBe("cafe-zum-lowen-grand-opening.svg");
  expect(posterFileName("夜のジャズ")).toBe("poster.svg");
});
