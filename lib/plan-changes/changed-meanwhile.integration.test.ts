import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { POST as cancelRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/cancel/route";
import { POST as pauseRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/pause/route";
import { POST as quoteRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/quote/route";
import { POST as resumeRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/resume/route";
import { POST as upgradeRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/upgrade/route";
import { quotes } from "@/db/schema/plan-changes";
import { addMs, DAY_MS, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { pauseCollection } from "@/lib/stripe/subscriptions";
import { aTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { takeUpQuote } from "./take-up-quote";
import { ask } from "./testing/ask";
import { changeInvoicesOf, stripeIdsOf, useCard } from "./testing/at-stripe";

withWorld();

async function aQuoted(plan = "enterprise") {
  const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
  const quote = await ask(tenant, quoteRoute, { plan }, 201);
  return { tenant, quoteId: quote.id };
}

describe("G7: the rules are asked again when a quote is confirmed, because the subscription may have changed since", () => {
  it("G7: a pause in between refuses it: its invoice would be voided, and the better plan had for nothing", async () => {
    const { tenant, quoteId } = await aQuoted();
    await ask(tenant, pauseRoute, {});
    const refused = await ask(tenant, upgradeRoute, { new_plan: "enterprise", quote_id: quoteId }, 409);
    expect(refused).toMatchObject({ code: "subscription_paused" });
    expect(await ask(tenant, resumeRoute, {})).toMatchObject({ access: { tier: "starter", mode: "full" } });
    expect(await changeInvoicesOf(tenant.tenantId)).toEqual([]);
  });

  it("G7: a pause beside a confirmation waits for it, and one that was faster leaves nothing changed", async () => {
    const { tenant, quoteId } = await aQuoted();
    await database().update(quotes).set({ state: "confirming" }).where(eq(quotes.id, quoteId));
    expect(await ask(tenant, pauseRoute, {}, 409)).toMatchObject({ code: "change_busy" });
    const { subscription } = await stripeIdsOf(tenant.tenantId);
    await pauseCollection(subscription, addMs(wallNow(), DAY_MS));
    const refused = await ask(tenant, upgradeRoute, { new_plan: "enterprise", quote_id: quoteId }, 409);
    expect(refused).toMatchObject({ code: "quote_outdated" });
    expect(await changeInvoicesOf(tenant.tenantId)).toEqual([]);
  });

  it("G7: a confirmation that died is not made hours later behind somebody's back", async () => {
    const { tenant, quoteId } = await aQuoted();
    const dead = { state: "confirming", expiresAt: addMs(wallNow(), -DAY_MS / 12) } as const;
    await database().update(quotes).set(dead).where(eq(quotes.id, quoteId));
    await takeUpQuote({ tenantId: tenant.tenantId, quoteId });
    expect(await changeInvoicesOf(tenant.tenantId)).toEqual([]);
    const [quote] = await database().select().from(quotes).where(eq(quotes.id, quoteId));
    expect(quote).toMatchObject({ state: "failed", failureCode: "dropped" });
  });

  it("G7: a cancellation in between refuses it: nobody pays more for a plan that ends", async () => {
    const { tenant, quoteId } = await aQuoted();
    await ask(tenant, cancelRoute, {});
    const refused = await ask(tenant, upgradeRoute, { new_plan: "enterprise", quote_id: quoteId }, 409);
    expect(refused).toMatchObject({ code: "cancellation_scheduled" });
    expect(await changeInvoicesOf(tenant.tenantId)).toEqual([]);
  });

  it("G7: another change that waits for the bank refuses it: its payment is not this quote's", async () => {
    const { tenant, quoteId } = await aQuoted();
    const other = await ask(tenant, quoteRoute, { plan: "pro" }, 201);
    await useCard(tenant.tenantId, "pm_card_authenticationRequired");
    const waiting = await ask(tenant, upgradeRoute, { new_plan: "pro", quote_id: other.id });
    expect(waiting).toMatchObject({ outcome: "requires_action" });
    const refused = await ask(tenant, upgradeRoute, { new_plan: "enterprise", quote_id: quoteId }, 409);
    expect(refused).toMatchObject({ code: "change_pending" });
  });
});
