import { expect, test } from "vitest";
import { onFree, onPro } from "@/components/billing/testing/billing-states";
import type { ConfirmationDto } from "@/lib/contracts/checkout";
import { returnState } from "./return-state";

const confirmed = (change: Partial<ConfirmationDto>): ConfirmationDto => ({
  status: "complete",
  plan: "pro",
  interval: "monthly",
  currency: "usd",
  return_to: null,
  billing: onPro(),
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
