import { expect, test } from "vitest";
import { chooseBanner } from "./choose-banner";
import { canBuy, canCancel, payingSubscription, planStatus } from "./plan-status";
import { onFree, onPro, openInvoice, PERIOD_END } from "./testing/billing-states";

test("a plan in good order has no banner, because a banner that is always there is read by nobody", () => {
  expect(chooseBanner(onPro(), [])).toBeNull();
  expect(chooseBanner(onFree(), [])).toBeNull();
});

test("a failed payment comes before the plan's end, because only it can be acted on today", () => {
  const state = onPro(
    { status: "past_due", cancel_at: PERIOD_END },
    { mode: "grace", reason: "payment_failed_grace", next_change_at: "2026-11-08T00:00:00.000Z" },
  );
  const banner = chooseBanner(state, [openInvoice("in_2"), openInvoice("in_1")]);
  expect(banner).toMatchObject({ kind: "paymentFailedGrace", until: "2026-11-08T00:00:00.000Z" });
  expect(planStatus(state)).toEqual({ key: "past_due", tone: "danger" });
});

test("of several open invoices the oldest is to be paid, because the grace period counts from it", () => {
  const state = onPro({ status: "past_due" }, { reason: "payment_failed_read_only", mode: "read_only" });
  expect(chooseBanner(state, [openInvoice("in_2"), openInvoice("in_1")])).toMatchObject({
    openInvoice: { id: "in_1" },
  });
});

test("a paused plan that also ends says that it is paused, because that is why nothing can be made", () => {
  const state = onPro({ cancel_at: PERIOD_END }, { reason: "paused", mode: "read_only" });
  expect(chooseBanner(state, [])).toEqual({ kind: "paused" });
  expect(planStatus(state)?.key).toBe("paused");
});

test("an ending trial says when it ends, not that it will be charged", () => {
  const state = onPro({ status: "trialing", trial_end: PERIOD_END, cancel_at: PERIOD_END }, { reason: "ending" });
  expect(chooseBanner(state, [])).toEqual({ kind: "ending", at: PERIOD_END });
});

test("a trial without a card says so, because it would end on Free unnoticed", () => {
  const state = { ...onPro({ status: "trialing", trial_end: PERIOD_END }, { reason: "trialing" }) };
  expect(chooseBanner({ ...state, payment_method: null }, [])).toEqual({
    kind: "trial",
    at: PERIOD_END,
    hasCard: false,
  });
});

test("a suspended workspace hears of nothing else", () => {
  const state = onPro({ status: "past_due" }, { mode: "none", reason: "suspended" });
  expect(chooseBanner(state, [openInvoice("in_1")])).toEqual({ kind: "suspended" });
  expect(planStatus(state)?.key).toBe("suspended");
  expect(canBuy(state)).toBe(false);
});

test("a first payment that was never finished leaves the way to buy open and shows no plan as paid", () => {
  const state = onPro({ status: "incomplete" }, { tier: "free", reason: "payment_pending" });
  expect(chooseBanner(state, [])).toEqual({ kind: "pending" });
  expect([canBuy(state), canCancel(state), payingSubscription(state)]).toEqual([true, false, null]);
});

test("a plan that ends already can't be cancelled again", () => {
  expect([canCancel(onPro()), canCancel(onPro({ cancel_at: PERIOD_END })), canCancel(onFree())]).toEqual([
    true,
    false,
    false,
  ]);
});
