import { describe, expect, it } from "vitest";
import { POST as cancelRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/cancel/route";
import { GET as detailsRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/details/route";
import { POST as undoRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/undo-change/route";
import { POST as upgradeRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/upgrade/route";
import { GET as checkRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/validate-upgrade/[new_plan]/route";
import { aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { answerBankAbout } from "@/lib/testing/enter-card";
import { withWorld } from "@/lib/testing/world";
import { restoreAbandoned } from "./restore-abandoned";
import { ask } from "./testing/ask";
import { advanceTenant, changeInvoicesOf, latestInvoiceOf, useCard } from "./testing/at-stripe";

withWorld();

const details = async ({ browser, tenantId }: TestTenant) => {
  const answer = await browser.call(detailsRoute, { method: "GET", params: { tenant_id: tenantId } });
  return answer.json();
};
const onPro = () => aTenant({ subscribedTo: { tier: "pro" } });

describe("G9: downgrades at the period's end, because what is paid stays", () => {
  it("G9: charges nothing, keeps Pro until the end, shows the change, and bills Starter from then on", async () => {
    const tenant = await onPro();
    const change = await ask(tenant, upgradeRoute, { new_plan: "starter" });
    expect(change).toMatchObject({
      outcome: "scheduled",
      quote: { timing: "period_end", amount_due_minor: 0, next_charge_minor: 1900 },
      billing: {
        access: { tier: "pro" },
        subscription: {
          tier: "pro",
          next_charge_minor: 1900,
          scheduled_change: { tier: "starter", interval: "monthly" },
        },
      },
    });
    const { scheduled_change: scheduled, current_period_end: end } = change.billing.subscription;
    expect(scheduled.at).toBe(end);
    await advanceTenant(tenant.tenantId, { days: 32 });
    expect(await details(tenant)).toMatchObject({
      access: { tier: "starter", mode: "full" },
      subscription: { tier: "starter", amount_minor: 1900, scheduled_change: null },
    });
    expect(await latestInvoiceOf(tenant.tenantId)).toMatchObject({ status: "paid", amount_paid: 1900 });
    expect(await changeInvoicesOf(tenant.tenantId)).toHaveLength(0);
  });

  it("G9: is undone with one call until then, and the plan renews as it was", async () => {
    const tenant = await onPro();
    await ask(tenant, upgradeRoute, { new_plan: "starter" });
    expect(await ask(tenant, undoRoute, {})).toMatchObject({ subscription: { scheduled_change: null } });
    expect(await ask(tenant, undoRoute, {}, 409)).toMatchObject({ code: "nothing_to_undo" });
    await advanceTenant(tenant.tenantId, { days: 32 });
    expect(await details(tenant)).toMatchObject({ access: { tier: "pro" } });
    expect(await latestInvoiceOf(tenant.tenantId)).toMatchObject({ amount_paid: 4900 });
  });

  it("G9: a year that is paid runs to its end before it is billed by the month", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "pro", interval: "yearly" } });
    const change = await ask(tenant, upgradeRoute, { new_plan: "pro", interval: "monthly" });
    expect(change.billing.subscription.scheduled_change).toMatchObject({ tier: "pro", interval: "monthly" });
    await advanceTenant(tenant.tenantId, { days: 200 });
    expect(await details(tenant)).toMatchObject({ subscription: { interval: "yearly" } });
    await advanceTenant(tenant.tenantId, { days: 166 });
    expect(await details(tenant)).toMatchObject({ subscription: { interval: "monthly", amount_minor: 4900 } });
  });

  it("G9: another downgrade replaces the scheduled one, and an upgrade takes it back", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "pro", interval: "monthly" } });
    await ask(tenant, upgradeRoute, { new_plan: "starter" });
    const yearly = await ask(tenant, upgradeRoute, { new_plan: "starter", interval: "yearly" });
    expect(yearly.billing.subscription.scheduled_change).toMatchObject({ tier: "starter", interval: "yearly" });
    const up = await ask(tenant, upgradeRoute, { new_plan: "pro", interval: "yearly" });
    expect(up).toMatchObject({
      outcome: "applied",
      quote: { replaces_scheduled_change: true },
      billing: { subscription: { interval: "yearly", scheduled_change: null } },
    });
  });

  it("G8: an upgrade that is declined, or abandoned at the bank, puts the scheduled change back", async () => {
    const tenant = await onPro();
    await ask(tenant, upgradeRoute, { new_plan: "starter" });
    await useCard(tenant.tenantId, "pm_card_chargeCustomerFail");
    await ask(tenant, upgradeRoute, { new_plan: "enterprise" }, 402);
    expect((await details(tenant)).subscription.scheduled_change).toMatchObject({ tier: "starter" });
    await useCard(tenant.tenantId, "pm_card_authenticationRequired");
    const waiting = await ask(tenant, upgradeRoute, { new_plan: "enterprise" });
    expect(waiting).toMatchObject({ outcome: "requires_action" });
    await answerBankAbout(waiting.client_secret, "fail");
    await advanceTenant(tenant.tenantId, { days: 1.2 });
    await restoreAbandoned({ tenantId: tenant.tenantId, quoteId: waiting.quote.id });
    expect((await details(tenant)).subscription).toMatchObject({
      tier: "pro",
      pending_change: null,
      scheduled_change: { tier: "starter" },
    });
  });

  it("G9: cancelling takes the scheduled change back first, since what ends has no next plan", async () => {
    const tenant = await onPro();
    await ask(tenant, upgradeRoute, { new_plan: "starter" });
    const canceled = await ask(tenant, cancelRoute, { reason: "too expensive", feedback: "too_expensive" });
    expect(canceled.subscription).toMatchObject({ scheduled_change: null, cancel_at: expect.any(String) });
    expect(await ask(tenant, upgradeRoute, { new_plan: "enterprise" }, 409)).toMatchObject({
      code: "cancellation_scheduled",
    });
  });

  it("G9: says beforehand what a downgrade loses and an upgrade gains", async () => {
    const tenant = await onPro();
    const check = async (plan: string) => {
      const params = { tenant_id: tenant.tenantId, new_plan: plan };
      return (await tenant.browser.call(checkRoute, { method: "GET", params })).json();
    };
    expect(await check("BASIC")).toMatchObject({
      allowed: true,
      direction: "down",
      timing: "period_end",
      lost_features: ["api_access", "priority_queue", "branding"],
      monthly_credits: { from: null, to: 200 },
    });
    expect(await check("enterprise")).toMatchObject({ direction: "up", timing: "now", lost_features: [] });
    expect(await check("free")).toMatchObject({ allowed: false, blockers: [{ code: "cancel_instead" }] });
    expect(await check("gold")).toMatchObject({ code: "unknown_plan" });
  });
});
