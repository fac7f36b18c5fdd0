import { describe, expect, it } from "vitest";
import { POST as cancelRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/cancel/route";
import { POST as pauseRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/pause/route";
import { POST as resumeRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/resume/route";
import { addMs, DAY_MS, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { ask } from "@/lib/plan-changes/testing/ask";
import { advanceTenant, latestInvoiceOf, useCard } from "@/lib/plan-changes/testing/at-stripe";
import { aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { allJobsDone } from "@/lib/testing/jobs";
import { withWorld } from "@/lib/testing/world";
import { startWorker } from "@/lib/worker";
import { readBillingState } from "./read-billing-state";

withWorld();

const inDays = (days: number) => addMs(wallNow(), days * DAY_MS).toISOString();
const stateOf = ({ tenantId }: TestTenant) => readBillingState(database(), tenantId);

async function onProPaused(days: number) {
  const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
  await ask(tenant, pauseRoute, { resumes_at: inDays(days) });
  return tenant;
}

describe("a pause gives no period away, because what began during it was not paid for", () => {
  it("G7: a paused subscription that is about to end is not charged for a period that it would not last", async () => {
    const tenant = await onProPaused(90);
    await advanceTenant(tenant.tenantId, { days: 40 });
    await ask(tenant, cancelRoute, {});
    expect(await ask(tenant, resumeRoute, {}, 409)).toMatchObject({ code: "cancellation_scheduled" });
    expect(await latestInvoiceOf(tenant.tenantId)).toMatchObject({ status: "void" });
  });

  it("G7: a pause that ends by itself amid a period pays for a new one, or stays a pause", async () => {
    const tenant = await onProPaused(35);
    await advanceTenant(tenant.tenantId, { days: 36 });
    expect(await latestInvoiceOf(tenant.tenantId)).toMatchObject({ status: "void" });
    const worker = await startWorker({ schedule: "" });
    await allJobsDone();
    await worker.stop();
    expect(await stateOf(tenant)).toMatchObject({ access: { mode: "full" }, subscription: { paused: false } });
    expect(await latestInvoiceOf(tenant.tenantId)).toMatchObject({ status: "paid", amount_paid: 4900 });
  });

  it("G8: where the card is declined then, the workspace stays paused and owes nothing", async () => {
    const tenant = await onProPaused(35);
    await useCard(tenant.tenantId, "pm_card_chargeCustomerFail");
    await advanceTenant(tenant.tenantId, { days: 36 });
    const worker = await startWorker({ schedule: "" });
    await allJobsDone();
    await worker.stop();
    expect(await stateOf(tenant)).toMatchObject({ access: { mode: "read_only" }, subscription: { paused: true } });
    await useCard(tenant.tenantId, "pm_card_visa");
    expect(await ask(tenant, resumeRoute, {})).toMatchObject({ subscription: { paused: false } });
    expect(await latestInvoiceOf(tenant.tenantId)).toMatchObject({ status: "paid", amount_paid: 4900 });
  });
});
