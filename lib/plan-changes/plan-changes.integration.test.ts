import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { POST as quoteRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/quote/route";
import { POST as undoRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/undo-change/route";
import { POST as upgradeRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/upgrade/route";
import { quotes } from "@/db/schema/plan-changes";
import { database } from "@/lib/database";
import type { QuoteId } from "@/lib/ids";
import { stripe } from "@/lib/stripe/client";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aMember, aTenant } from "@/lib/testing/a-tenant";
import { answerBankAbout } from "@/lib/testing/enter-card";
import { withWorld } from "@/lib/testing/world";
import { ask } from "./testing/ask";
import { advanceTenant, changeInvoicesOf, latestInvoiceOf, stripeIdsOf, useCard } from "./testing/at-stripe";

withWorld();

describe("G7: quote equals charge, because nobody trusts a price that changes at the till", () => {
  it("G7: an upgrade in the middle of the month charges the quote to the cent and credits the unused time", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    await advanceTenant(tenant.tenantId, { days: 10 });
    const quote = await ask(tenant, quoteRoute, { plan: "pro" }, 201);
    expect(quote).toMatchObject({
      timing: "now",
      from: { tier: "starter", interval: "monthly" },
      to: { tier: "pro", interval: "monthly" },
      next_charge_minor: 4900,
    });
    expect(quote.lines.map((line: { amount_minor: number }) => Math.sign(line.amount_minor))).toEqual([-1, 1]);
    expect(quote.amount_due_minor).toBeGreaterThan(1500);
    const change = await ask(tenant, upgradeRoute, { new_plan: "pro", quote_id: quote.id });
    expect(change).toMatchObject({
      outcome: "applied",
      quote: { state: "applied" },
      billing: { access: { tier: "pro" } },
    });
    expect(await latestInvoiceOf(tenant.tenantId)).toMatchObject({
      status: "paid",
      amount_paid: quote.amount_due_minor,
      subtotal: quote.subtotal_minor,
    });
  });

  it("G7: without a quote the server makes one, charges exactly it and answers it", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    const change = await ask(tenant, upgradeRoute, { new_plan: "pro", interval: "yearly" });
    expect(change.quote.amount_due_minor).toBeGreaterThan(40_000);
    expect(await latestInvoiceOf(tenant.tenantId)).toMatchObject({ amount_paid: change.quote.amount_due_minor });
  });

  it("G7: account credit is used up first, and the quote says so", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    const { customer } = await stripeIdsOf(tenant.tenantId);
    await stripe().customers.createBalanceTransaction(customer, { amount: -1234, currency: "usd" });
    const quote = await ask(tenant, quoteRoute, { plan: "pro" }, 201);
    expect(quote.credit_applied_minor).toBe(1234);
    await ask(tenant, upgradeRoute, { new_plan: "pro", quote_id: quote.id });
    expect(await latestInvoiceOf(tenant.tenantId)).toMatchObject({ amount_paid: quote.amount_due_minor });
  });

  it("G7: a quote for another state than the present one is refused before anything is charged", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    const quote = await ask(tenant, quoteRoute, { plan: "pro" }, 201);
    const { customer } = await stripeIdsOf(tenant.tenantId);
    await stripe().customers.createBalanceTransaction(customer, { amount: -500, currency: "usd" });
    const before = await latestInvoiceOf(tenant.tenantId);
    expect(await ask(tenant, upgradeRoute, { new_plan: "pro", quote_id: quote.id }, 409)).toMatchObject({
      code: "quote_outdated",
    });
    expect((await latestInvoiceOf(tenant.tenantId)).id).toBe(before.id);
  });

  it("G7: a quote lives fifteen minutes of the tenant's own time", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    await advanceTenant(tenant.tenantId, { days: 1 });
    const quote = await ask(tenant, quoteRoute, { plan: "pro" }, 201);
    await advanceTenant(tenant.tenantId, { days: 0.02 });
    expect(await ask(tenant, upgradeRoute, { new_plan: "pro", quote_id: quote.id }, 409)).toMatchObject({
      code: "quote_outdated",
    });
  });

  it("G7: during a trial the change costs nothing and the trial's end stays", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter", trialDays: 14 } });
    const change = await ask(tenant, upgradeRoute, { new_plan: "pro" });
    expect(change).toMatchObject({
      outcome: "applied",
      quote: { timing: "trial", amount_due_minor: 0, next_charge_minor: 4900 },
      billing: { access: { tier: "pro" }, subscription: { status: "trialing" } },
    });
    expect(change.quote.next_charge_at).toBe(change.billing.subscription.trial_end);
  });
});

describe("G8: a failed upgrade changes nothing, because a declined card must not cost the plan that was paid", () => {
  it("G8: a declined card leaves plan and price, nothing waiting at Stripe, and the reason in the answer", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    await useCard(tenant.tenantId, "pm_card_chargeCustomerFail");
    const refused = await ask(tenant, upgradeRoute, { new_plan: "pro" }, 402);
    expect(refused).toMatchObject({ code: "payment_failed", errors: [{ path: "payment_method" }] });
    const { subscription } = await stripeIdsOf(tenant.tenantId);
    const now = await stripe().subscriptions.retrieve(subscription);
    expect(now).toMatchObject({ status: "active", pending_update: null });
    expect(now.items.data[0]?.price.unit_amount).toBe(1900);
    expect(await latestInvoiceOf(tenant.tenantId)).toMatchObject({ status: "void" });
  });

  it("G8: with a working card after the decline the upgrade goes through", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    await useCard(tenant.tenantId, "pm_card_chargeCustomerFail");
    await ask(tenant, upgradeRoute, { new_plan: "pro" }, 402);
    await useCard(tenant.tenantId, "pm_card_visa");
    expect(await ask(tenant, upgradeRoute, { new_plan: "pro" })).toMatchObject({ outcome: "applied" });
  });

  it("G8: a card that asks for authentication keeps the old plan, and the upgrade completes by itself once it is given", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    await useCard(tenant.tenantId, "pm_card_authenticationRequired");
    const change = await ask(tenant, upgradeRoute, { new_plan: "pro" });
    expect(change).toMatchObject({
      outcome: "requires_action",
      client_secret: expect.stringContaining("_secret_"),
      billing: { access: { tier: "starter" }, subscription: { pending_change: { tier: "pro" } } },
    });
    expect(await ask(tenant, quoteRoute, { plan: "enterprise" }, 409)).toMatchObject({ code: "change_pending" });
    await answerBankAbout(change.client_secret);
    await syncTenantBilling(tenant.tenantId, "webhook");
    expect(await stateOf(change.quote.id)).toBe("applied");
    expect(await ask(tenant, upgradeRoute, { new_plan: "pro", quote_id: change.quote.id })).toMatchObject({
      outcome: "applied",
      billing: { access: { tier: "pro" } },
    });
  });

  it("G8: an authentication that is abandoned is undone at once on request", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    await useCard(tenant.tenantId, "pm_card_authenticationRequired");
    const change = await ask(tenant, upgradeRoute, { new_plan: "pro" });
    expect(await ask(tenant, undoRoute, {})).toMatchObject({
      access: { tier: "starter" },
      subscription: { pending_change: null },
    });
    expect(await stateOf(change.quote.id)).toBe("failed");
  });

  it("G8: an authentication that nobody answers is dropped by Stripe after 23 hours, and the quote with it", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    await useCard(tenant.tenantId, "pm_card_authenticationRequired");
    const change = await ask(tenant, upgradeRoute, { new_plan: "pro" });
    await advanceTenant(tenant.tenantId, { days: 1.1 });
    expect(await stateOf(change.quote.id)).toBe("failed");
    expect(await ask(tenant, quoteRoute, { plan: "pro" }, 201)).toMatchObject({ state: "open" });
  });
});

describe("G10: one change, one charge, whatever is clicked twice", () => {
  it("G10: ten confirmations of one quote at once are one charge", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    const quote = await ask(tenant, quoteRoute, { plan: "pro" }, 201);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        tenant.browser.call(upgradeRoute, {
          params: { tenant_id: tenant.tenantId },
          body: { new_plan: "pro", quote_id: quote.id },
        }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(200);
    for (const status of statuses) expect([200, 409]).toContain(status);
    expect(await changeInvoicesOf(tenant.tenantId)).toHaveLength(1);
  });

  it("G10: five upgrades at once without a quote are one charge", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    const upgrade = () =>
      tenant.browser.call(upgradeRoute, { params: { tenant_id: tenant.tenantId }, body: { new_plan: "pro" } });
    const statuses = (await Promise.all(Array.from({ length: 5 }, upgrade))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(1);
    expect(await changeInvoicesOf(tenant.tenantId)).toHaveLength(1);
  });

  it("G10: a confirmation that died before or after Stripe's answer is taken up as the same charge", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    const quote = await ask(tenant, quoteRoute, { plan: "pro" }, 201);
    await database().update(quotes).set({ state: "confirming" }).where(eq(quotes.id, quote.id));
    const confirm = { new_plan: "pro", quote_id: quote.id };
    expect(await ask(tenant, upgradeRoute, confirm)).toMatchObject({ outcome: "applied" });
    await database().update(quotes).set({ state: "confirming" }).where(eq(quotes.id, quote.id));
    expect(await ask(tenant, upgradeRoute, confirm)).toMatchObject({ outcome: "applied" });
    expect(await changeInvoicesOf(tenant.tenantId)).toHaveLength(1);
  });
});

describe("G21: a quote id is useful to its owner alone", () => {
  it("G21: a stranger's workspace does not find it, and a member without the right may not ask", async () => {
    const owner = await aTenant({ subscribedTo: { tier: "starter" } });
    const quote = await ask(owner, quoteRoute, { plan: "pro" }, 201);
    const stranger = await aTenant({ subscribedTo: { tier: "starter" } });
    expect(await ask(stranger, upgradeRoute, { new_plan: "pro", quote_id: quote.id }, 404)).toMatchObject({
      code: "quote_not_found",
    });
    const browser = await aMember(owner.tenantId, "member");
    await ask({ ...owner, browser }, quoteRoute, { plan: "pro" }, 403);
  });
});

async function stateOf(quoteId: QuoteId) {
  const [row] = await database().select().from(quotes).where(eq(quotes.id, quoteId));
  return row?.state;
}
