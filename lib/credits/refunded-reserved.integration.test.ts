import { describe, expect, it } from "vitest";
import { POST as packCheckoutRoute } from "@/app/api/v1/tenants/[tenant_id]/credits/packs/[pack]/checkout/route";
import { POST as releaseRoute } from "@/app/api/v1/tenants/[tenant_id]/credits/release/route";
import { POST as reserveRoute } from "@/app/api/v1/tenants/[tenant_id]/credits/reserve/route";
import { POST as settleRoute } from "@/app/api/v1/tenants/[tenant_id]/credits/settle/route";
import { ask } from "@/lib/plan-changes/testing/ask";
import { stripeIdsOf } from "@/lib/plan-changes/testing/at-stripe";
import { stripe } from "@/lib/stripe/client";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aTenant } from "@/lib/testing/a-tenant";
import { payCheckout } from "@/lib/testing/pay-checkout";
import { withWorld } from "@/lib/testing/world";
import { requireBalancedBooks } from "./testing/books";

withWorld();

/** A workspace whose month's 10 and bought 100 credits are set aside, and whose pack was refunded then. */
async function aRefunded() {
  const tenant = await aTenant();
  const { tenantId, browser } = tenant;
  const page = await browser.call(packCheckoutRoute, { params: { tenant_id: tenantId, pack: "pack_100" }, body: {} });
  await payCheckout((await page.json()).url);
  await syncTenantBilling(tenantId, "refresh");
  const { reservation_id } = await ask(tenant, reserveRoute, { quantity: 110, source: "a long work" });
  const [intent] = (await stripe().paymentIntents.list({ customer: (await stripeIdsOf(tenantId)).customer })).data;
  await stripe().refunds.create({ payment_intent: intent?.id ?? "" });
  await syncTenantBilling(tenantId, "refresh");
  return { tenant, reservation_id };
}

describe("G18: a refunded pack is gone also while it is set aside, because setting aside is no spending", () => {
  it("G18: releasing gives the month's credits back alone", async () => {
    const { tenant, reservation_id } = await aRefunded();
    const released = await ask(tenant, releaseRoute, { reservation_id });
    expect(released.credits).toMatchObject({ balance: 10, monthly_balance: 10, pack_balance: 0 });
    await requireBalancedBooks(tenant.tenantId);
  });

  it("G18: settling pays for the work that was done, and gives no more back than is left", async () => {
    const { tenant, reservation_id } = await aRefunded();
    const settled = await ask(tenant, settleRoute, { reservation_id, quantity: 5 });
    expect(settled.credits).toMatchObject({ balance: 5, monthly_balance: 5, pack_balance: 0 });
    await requireBalancedBooks(tenant.tenantId);
  });
});
