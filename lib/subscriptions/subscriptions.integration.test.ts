import { describe, expect, it } from "vitest";
import { PATCH as patchShort } from "@/app/api/v1/billing/subscriptions/plan/route";
import { DELETE as deleteShort, PUT as putShort, POST as startShort } from "@/app/api/v1/billing/subscriptions/route";
import { POST as cancelRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/cancel/route";
import { GET as detailsRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/details/route";
import { POST as pauseRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/pause/route";
import { POST as reactivateRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/reactivate/route";
import { POST as resumeRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/resume/route";
import { POST as startRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/route";
import { addMs, DAY_MS, wallNow } from "@/lib/clock";
import { ask } from "@/lib/plan-changes/testing/ask";
import { advanceTenant, latestInvoiceOf, stripeIdsOf, useCard } from "@/lib/plan-changes/testing/at-stripe";
import { stripe } from "@/lib/stripe/client";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aMember, aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { answerBankAbout } from "@/lib/testing/enter-card";
import { withWorld } from "@/lib/testing/world";

withWorld();

const onPro = () => aTenant({ subscribedTo: { tier: "pro" } });
const details = async ({ browser, tenantId }: TestTenant) => {
  const answer = await browser.call(detailsRoute, { method: "GET", params: { tenant_id: tenantId } });
  return answer.json();
};
const inDays = (days: number) => addMs(wallNow(), days * DAY_MS).toISOString();

async function subscriptionsOf({ tenantId }: TestTenant) {
  const { customer } = await stripeIdsOf(tenantId);
  return (await stripe().subscriptions.list({ customer, status: "all" })).data;
}

/** A workspace whose plan has ended, with its card still saved. */
async function anEndedTenant() {
  const tenant = await onPro();
  await ask(tenant, cancelRoute, { at: "now" });
  return tenant;
}

describe("cancelling at once is the owner's, because it gives up what is paid", () => {
  it("ends access at Stripe and here, and keeps the reason", async () => {
    const tenant = await onPro();
    const after = await ask(tenant, cancelRoute, { at: "now", reason: "moving on", feedback: "switched_service" });
    expect(after).toMatchObject({ access: { tier: "free", reason: "ended" }, subscription: null });
    const [row] = await subscriptionsOf(tenant);
    expect(row).toMatchObject({
      status: "canceled",
      cancellation_details: { comment: "moving on", feedback: "switched_service" },
    });
  });

  it("is refused to others, who may stop the renewal", async () => {
    const tenant = await onPro();
    const browser = await aMember(tenant.tenantId, "billing");
    expect(await ask({ ...tenant, browser }, cancelRoute, { at: "now" }, 403)).toMatchObject({ code: "forbidden" });
    expect(await ask({ ...tenant, browser }, cancelRoute, {})).toMatchObject({
      access: { tier: "pro" },
      subscription: { cancel_at: expect.any(String) },
    });
  });
});

describe("taking a plan up again", () => {
  it("takes a scheduled end back", async () => {
    const tenant = await onPro();
    await ask(tenant, cancelRoute, {});
    expect(await ask(tenant, reactivateRoute, {})).toMatchObject({
      outcome: "applied",
      subscription: { cancel_at: null },
    });
  });

  it("starts an ended plan anew on the saved card, at its own interval unless told", async () => {
    const tenant = await anEndedTenant();
    expect(await ask(tenant, reactivateRoute, { plan: "BASIC" })).toMatchObject({
      outcome: "applied",
      access: { tier: "starter" },
    });
  });

  it("answers the payment page where no card is saved", async () => {
    const tenant = await aTenant();
    expect(await ask(tenant, reactivateRoute, {}, 409)).toMatchObject({ code: "not_subscribed" });
    const answer = await ask(tenant, reactivateRoute, { plan: "pro" });
    expect(answer).toMatchObject({ outcome: "checkout", checkout_url: expect.stringContaining("http") });
  });
});

describe("G10: one open subscription per tenant, also without the payment page", () => {
  it("G10: ten requests at once start one subscription and charge once", async () => {
    const tenant = await anEndedTenant();
    const start = () =>
      tenant.browser.call(startRoute, { params: { tenant_id: tenant.tenantId }, body: { plan: "starter" } });
    const statuses = (await Promise.all(Array.from({ length: 10 }, start))).map(({ status }) => status);
    expect(statuses).toContain(201);
    for (const status of statuses) expect([201, 409]).toContain(status);
    const open = (await subscriptionsOf(tenant)).filter(({ status }) => status !== "canceled");
    expect(open).toHaveLength(1);
  });

  it("G10: a subscriber is refused a second one", async () => {
    expect(await ask(await onPro(), startRoute, { plan: "starter" }, 409)).toMatchObject({
      code: "already_subscribed",
    });
  });

  it("without a card it says where to enter one, with a declined card it leaves nothing behind", async () => {
    const tenant = await aTenant();
    expect(await ask(tenant, startRoute, { plan: "pro", interval: "yearly" }, 402)).toMatchObject({
      code: "payment_method_required",
      upgrade_url: "/upgrade?plan=pro&interval=yearly",
    });
    await useCard(tenant.tenantId, "pm_card_chargeCustomerFail");
    expect(await ask(tenant, startRoute, { plan: "pro" }, 402)).toMatchObject({ code: "payment_failed" });
    await useCard(tenant.tenantId, "pm_card_visa");
    expect(await ask(tenant, startRoute, { plan: "pro" }, 201)).toMatchObject({ access: { tier: "pro" } });
  });

  it("waits for the customer's bank, and runs once it has its answer", async () => {
    const tenant = await anEndedTenant();
    await useCard(tenant.tenantId, "pm_card_authenticationRequired");
    const answer = await ask(tenant, startRoute, { plan: "pro" }, 201);
    expect(answer).toMatchObject({ outcome: "requires_action", access: { tier: "free" } });
    await answerBankAbout(answer.client_secret);
    await syncTenantBilling(tenant.tenantId, "webhook");
    expect(await details(tenant)).toMatchObject({ access: { tier: "pro" } });
  });
});

describe("pausing stops the money and the writing, because both belong together", () => {
  it("is read-only while it lasts, charges nothing for it, and begins a paid period when it is resumed", async () => {
    const tenant = await onPro();
    const paused = await ask(tenant, pauseRoute, { resumes_at: inDays(90) });
    expect(paused).toMatchObject({ access: { tier: "pro", mode: "read_only" }, subscription: { paused: true } });
    await advanceTenant(tenant.tenantId, { days: 40 });
    expect(await latestInvoiceOf(tenant.tenantId)).toMatchObject({ status: "void" });
    expect(await details(tenant)).toMatchObject({ subscription: { resume_charge_minor: 4900 } });
    const resumed = await ask(tenant, resumeRoute, {});
    expect(resumed).toMatchObject({ access: { mode: "full" }, subscription: { paused: false, status: "active" } });
    expect(await latestInvoiceOf(tenant.tenantId)).toMatchObject({ status: "paid", amount_paid: 4900 });
  });

  it("charges nothing when it is resumed within the period that was paid", async () => {
    const tenant = await onPro();
    const before = await latestInvoiceOf(tenant.tenantId);
    await ask(tenant, pauseRoute, {});
    expect(await details(tenant)).toMatchObject({ subscription: { resume_charge_minor: null } });
    await ask(tenant, resumeRoute, {});
    expect((await latestInvoiceOf(tenant.tenantId)).id).toBe(before.id);
    expect(await ask(tenant, resumeRoute, {}, 409)).toMatchObject({ code: "subscription_not_paused" });
  });

  it("resumes by itself at the announced time", async () => {
    const tenant = await onPro();
    await ask(tenant, pauseRoute, { resumes_at: inDays(20) });
    await advanceTenant(tenant.tenantId, { days: 21 });
    expect(await details(tenant)).toMatchObject({ access: { mode: "full" }, subscription: { paused: false } });
  });

  it("G8: a card that is declined at resuming leaves it paused and unpaid", async () => {
    const tenant = await onPro();
    await ask(tenant, pauseRoute, {});
    await advanceTenant(tenant.tenantId, { days: 40 });
    await useCard(tenant.tenantId, "pm_card_chargeCustomerFail");
    expect(await ask(tenant, resumeRoute, {}, 402)).toMatchObject({ code: "payment_failed" });
    expect(await details(tenant)).toMatchObject({ subscription: { paused: true } });
    await useCard(tenant.tenantId, "pm_card_visa");
    expect(await ask(tenant, resumeRoute, {})).toMatchObject({ subscription: { paused: false } });
  });

  it("is refused while the subscription ends, is in trial, or for longer than a year", async () => {
    const trial = await aTenant({ subscribedTo: { tier: "pro", trialDays: 14 } });
    expect(await ask(trial, pauseRoute, {}, 409)).toMatchObject({ code: "not_pausable" });
    expect(await ask(await onPro(), pauseRoute, { resumes_at: inDays(500) }, 400)).toMatchObject({
      code: "invalid_request",
    });
  });
});

describe("the short forms do the same for the current workspace", () => {
  it("changes, cancels and starts without naming the workspace", async () => {
    const { browser } = await onPro();
    const call = async (route: typeof putShort, method: string, body: object) =>
      (await browser.call(route, { method, body })).json();
    expect(await call(putShort, "PUT", { new_plan: "enterprise" })).toMatchObject({ outcome: "applied" });
    expect(await call(patchShort, "PATCH", { new_plan: "pro" })).toMatchObject({ outcome: "scheduled" });
    expect(await call(deleteShort, "DELETE", {})).toMatchObject({ subscription: { cancel_at: expect.any(String) } });
    expect(await call(startShort, "POST", { plan: "pro" })).toMatchObject({ code: "already_subscribed" });
    const stranger = await aTenant();
    const trial = await stranger.browser.call(startShort, { body: { plan: "pro", trial_period_days: 90 } });
    expect(await trial.json()).toMatchObject({ outcome: "trial_setup", trial: { trial_days: 14 } });
  });
});
