import { expect, test } from "vitest";
import { onFree, onPro } from "@/components/billing/testing/billing-states";
import type { ConfirmationDto } from "@/lib/contracts/checkout";
import { returnState } from "./return-state";

const paid = { status: "complete" as const, currency: "usd", return_to: null, billing: onPro() };

const confirmed = (change: Partial<Pick<ConfirmationDto, "status" | "billing">>): ConfirmationDto => ({
  ...paid,
  kind: "plan",
  plan: "pro",
  interval: "monthly",
  ...change,
});

test("the page says that one is on the plan only when access says so, because people act on it at once", () => {
  expect(returnState(confirmed({}))).toBe("complete");
  expect(returnState(confirmed({ billing: onFree() }))).toBe("processing");
});

test("an unpaid session is being confirmed, an expired one is said to be, and silence is no verdict", () => {
  expect(returnState(confirmed({ status: "open", billing: onFree() }))).toBe("open");
  expect(returnState(confirmed({ status: "expired", billing: onFree() }))).toBe("expired");
  expect(returnState(null)).toBe("unreachable");
});

test("a pack is there when the ledger has it, because a bank may take days to send the money", () => {
  const pack = { ...paid, kind: "credits" as const, pack: "pack_100", credits: 100 };
  expect(returnState({ ...pack, credited: true })).toBe("complete");
  expect(returnState({ ...pack, credited: false })).toBe("processing");
});
