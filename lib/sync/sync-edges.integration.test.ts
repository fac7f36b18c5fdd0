import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as checkoutRoute } from "@/app/api/v1/tenants/[tenant_id]/checkout/route";
import { POST as postersRoute } from "@/app/api/v1/tenants/[tenant_id]/posters/route";
import { POST as cancelRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/cancel/route";
import { findBillingAccount, listSubscriptions } from "@/db/queries/billing";
import { findCreditAccount } from "@/db/queries/credits";
import { billingAccounts, checkouts, subscriptions } from "@/db/schema/billing";
import { creditAccounts } from "@/db/schema/credits";
import { addMs, DAY_MS, wallNow } from "@/lib/clock";
import { readCredits } from "@/lib/credits/read-credits";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { newId, type TenantId } from "@/lib/ids";
import { requireOffer } from "@/lib/plans/require-offer";
import { stripe } from "@/lib/stripe/client";
import { startDemoSubscription } from "@/lib/stripe/demo-subscription";
import { aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { allJobsDone } from "@/lib/testing/jobs";
import { payCheckout } from "@/lib/testing/pay-checkout";
import { withWorld } from "@/lib/testing/world";
import { startWorker } from "@/lib/worker";
import { syncTenantBilling } from "./sync-tenant-billing";

withWorld();

let worker: Awaited<ReturnType<typeof startWorker>>;
beforeAll(async () => {
  worker = await startWorker({ schedule: "" });
});
afterAll(() => worker.stop());

const open = ({ browser, tenantId }: TestTenant, plan = "pro") =>
  browser.call(checkoutRoute, { params: { tenant_id: tenantId }, body: { plan } });

async function customerOf(tenantId: TenantId): Promise<string> {
  return (await findBillingAccount(database(), tenantId))?.stripeCustomerId ?? "";
}

async function subscribeElsewhere(tenantId: TenantId): Promise<void> {
  const { price } = await requireOffer(database(), "pro", "monthly", "usd");
  await startDemoSubscription(await customerOf(tenantId), price.stripePriceId);
}

describe("G10: one open subscription per tenant, because two are a double charge", () => {
  it("G10: a payment page that is still open is closed as soon as a subscription appears by another way", async () => {
    const tenant = await aTenant();
    const { url } = await (await open(tenant)).json();
    await subscribeElsewhere(tenant.tenantId);
    await syncTenantBilling(tenant.tenantId, "refresh");
    await allJobsDone();
    expect(await payCheckout(url)).toMatchObject({ kind: "invalid" });
    const { data } = await stripe().subscriptions.list({ customer: await customerOf(tenant.tenantId) });
    expect(data).toHaveLength(1);
    const [row] = await database().select().from(checkouts).where(eq(checkouts.tenantId, tenant.tenantId));
    expect(row?.status).toBe("expired");
  });

  it("G10: whoever cancels stops paying for everything, also for a second subscription that should not be", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    await subscribeElsewhere(tenant.tenantId);
    await syncTenantBilling(tenant.tenantId, "refresh");
    await tenant.browser.call(cancelRoute, { params: { tenant_id: tenant.tenantId }, body: {} });
    const rows = await listSubscriptions(database(), tenant.tenantId);
    expect(rows).toHaveLength(2);
    expect(rows.every(({ cancelAt }) => cancelAt !== null)).toBe(true);
  });

  it("G10: a plan that Stripe refuses to sell does not stand in the way of the next try", async () => {
    const tenant = await aTenant();
    const { price } = await requireOffer(database(), "starter", "monthly", "usd");
    await stripe().prices.update(price.stripePriceId, { active: false });
    const refused = await open(tenant, "starter");
    expect({ status: refused.status, code: (await refused.json()).code }).toEqual({
      status: 400,
      code: "plan_not_for_sale",
    });
    await stripe().prices.update(price.stripePriceId, { active: true });
    expect((await open(tenant, "starter")).status).toBe(200);
  });
});

describe("one card is charged, because a new card that is not charged is a lost customer", () => {
  it("makes the card of the checkout the customer's, so that another one added in the portal counts", async () => {
    const tenant = await aTenant();
    const { url } = await (await open(tenant)).json();
    await payCheckout(url);
    await syncTenantBilling(tenant.tenantId, "refresh");
    await allJobsDone();
    const customer = await customerOf(tenant.tenantId);
    const [subscription] = (await stripe().subscriptions.list({ customer })).data;
    expect(subscription?.default_payment_method).toBeNull();
    const added = await stripe().paymentMethods.attach("pm_card_mastercard", { customer });
    await stripe().customers.update(customer, { invoice_settings: { default_payment_method: added.id } });
    await syncTenantBilling(tenant.tenantId, "refresh");
    expect(await findBillingAccount(database(), tenant.tenantId)).toMatchObject({ cardBrand: "mastercard" });
  });
});

describe("G3: what is gone at Stripe is gone here", () => {
  it("G3: a deleted customer falls to Free and can buy again as a new one", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
    const before = await customerOf(tenant.tenantId);
    await stripe().customers.del(before);
    await syncTenantBilling(tenant.tenantId, "refresh");
    expect((await readEntitlement(database(), tenant.tenantId)).access.tier).toBe("free");
    const { url } = await (await open(tenant)).json();
    expect(await customerOf(tenant.tenantId)).not.toBe(before);
    await payCheckout(url);
    await syncTenantBilling(tenant.tenantId, "refresh");
    expect((await readEntitlement(database(), tenant.tenantId)).access.tier).toBe("pro");
  });
});

describe("G14: dunning keeps access for a while, and not for ever", () => {
  it("G14: counts from the period's start when no unpaid invoice tells the time, so that grace can't start anew each day", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    const db = database();
    await db
      .update(subscriptions)
      .set({ status: "past_due", unpaidSinceAt: null, currentPeriodStartAt: addMs(wallNow(), -8 * DAY_MS) })
      .where(eq(subscriptions.tenantId, tenantId));
    expect((await readEntitlement(db, tenantId)).access).toMatchObject({ mode: "read_only" });
  });
});

describe("G18: credits follow access, because a plan that ended pays for nothing", () => {
  const endPlan = (tenantId: TenantId) =>
    database()
      .update(subscriptions)
      .set({ cancelAt: addMs(wallNow(), -1_000) })
      .where(eq(subscriptions.tenantId, tenantId));

  it("G18: unlimited posters end with the plan, also before any sync has noticed", async () => {
    const { tenantId, browser } = await aTenant({ subscribedTo: { tier: "pro" } });
    await endPlan(tenantId);
    const create = () =>
      browser.call(postersRoute, {
        params: { tenant_id: tenantId },
        body: { prompt: "A quiet harbour", request_id: newId<string>() },
      });
    const answers = [];
    for (let i = 0; i < 12; i++) answers.push((await create()).status);
    expect(answers.filter((status) => status === 201)).toHaveLength(10);
  });

  it("G18: nothing is granted while a workspace is read-only for want of payment, and all of it once it pays", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "starter" } });
    const db = database();
    const unpaid = { status: "past_due" as const, unpaidSinceAt: addMs(wallNow(), -10 * DAY_MS) };
    await db.update(subscriptions).set(unpaid).where(eq(subscriptions.tenantId, tenantId));
    const turned = {
      anchorAt: addMs(wallNow(), -40 * DAY_MS),
      monthStartAt: addMs(wallNow(), -40 * DAY_MS),
      monthEndAt: addMs(wallNow(), -9 * DAY_MS),
    };
    await db.update(creditAccounts).set(turned).where(eq(creditAccounts.tenantId, tenantId));
    const { monthlyCredits, at } = await readEntitlement(db, tenantId);
    expect(await readCredits(db, tenantId, monthlyCredits, at)).toMatchObject({ balance: 0, grantedThisMonth: 0 });
    await db.update(billingAccounts).set({ readAt: null }).where(eq(billingAccounts.tenantId, tenantId));
    await syncTenantBilling(tenantId, "refresh");
    expect(await findCreditAccount(db, tenantId)).toMatchObject({ balance: 200 });
  });
});
