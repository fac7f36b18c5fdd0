import { describe, expect, it } from "vitest";
import { POST as quoteRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/quote/route";
import { POST as upgradeRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/upgrade/route";
import { newId } from "@/lib/ids";
import { stripe } from "@/lib/stripe/client";
import { aTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { ask } from "./testing/ask";
import { advanceTenant, latestInvoiceOf, stripeIdsOf, useCard } from "./testing/at-stripe";

withWorld();

/** A promotion code for so much off, for ever unless told. */
async function aCode(percentOff: number, over: { max_redemptions?: number } = {}): Promise<string> {
  const coupon = await stripe().coupons.create({ percent_off: percentOff, duration: "forever" });
  const code = `CODE${newId<string>().slice(-8)}`.toUpperCase();
  await stripe().promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, code, ...over });
  return code;
}

describe("G7: promotion codes are in the quote, because a code that counts later is a broken promise", () => {
  it("G7: reduces what is charged now and later, to the cent, whatever the case of its letters", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    await advanceTenant(tenant.tenantId, { days: 11 });
    const plain = await ask(tenant, quoteRoute, { plan: "pro" }, 201);
    const code = (await aCode(50)).toLowerCase();
    const quote = await ask(tenant, quoteRoute, { plan: "pro", promotion_code: code }, 201);
    expect(quote.amount_due_minor).toBeLessThan(plain.amount_due_minor);
    expect(quote.next_charge_minor).toBe(2450);
    const change = await ask(tenant, upgradeRoute, { new_plan: "pro", quote_id: quote.id });
    expect(change).toMatchObject({
      outcome: "applied",
      billing: { subscription: { discounts: [{ percent_off: 50 }] } },
    });
    expect(await latestInvoiceOf(tenant.tenantId)).toMatchObject({ amount_paid: quote.amount_due_minor });
  });

  it("is refused clearly when it is unknown, used up, or for a change that waits", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    const refused = (body: object) => ask(tenant, quoteRoute, body, 400);
    expect(await refused({ plan: "pro", promotion_code: "NOPE" })).toMatchObject({ code: "promotion_code_invalid" });
    const once = await aCode(10, { max_redemptions: 1 });
    const other = await aTenant({ subscribedTo: { tier: "starter" } });
    await ask(other, upgradeRoute, { new_plan: "pro", promotion_code: once });
    expect(await refused({ plan: "pro", promotion_code: once })).toMatchObject({ code: "promotion_code_invalid" });
    const yearly = await aTenant({ subscribedTo: { tier: "pro" } });
    const late = { plan: "starter", promotion_code: await aCode(10) };
    expect(await ask(yearly, quoteRoute, late, 400)).toMatchObject({ code: "promotion_code_invalid" });
  });

  it("G7: counts once: the same code at every change would add up until nothing is left to pay", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    const code = await aCode(50);
    await ask(tenant, upgradeRoute, { new_plan: "pro", promotion_code: code });
    const again = { plan: "enterprise", promotion_code: code.toLowerCase() };
    expect(await ask(tenant, quoteRoute, again, 400)).toMatchObject({ code: "promotion_code_invalid" });
    expect(await ask(tenant, quoteRoute, { plan: "enterprise" }, 201)).toMatchObject({ next_charge_minor: 9950 });
  });

  it("G8: a card that is declined, or must be confirmed with the bank, uses no code up and changes nothing", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    const code = await aCode(20, { max_redemptions: 1 });
    const upgrade = { new_plan: "pro", promotion_code: code };
    await useCard(tenant.tenantId, "pm_card_chargeCustomerFail");
    expect(await ask(tenant, upgradeRoute, upgrade, 402)).toMatchObject({ code: "payment_failed" });
    await useCard(tenant.tenantId, "pm_card_authenticationRequired");
    expect(await ask(tenant, upgradeRoute, upgrade, 402)).toMatchObject({ code: "authentication_required" });
    const { subscription } = await stripeIdsOf(tenant.tenantId);
    expect(await stripe().subscriptions.retrieve(subscription)).toMatchObject({ discounts: [], pending_update: null });
    await useCard(tenant.tenantId, "pm_card_visa");
    expect(await ask(tenant, upgradeRoute, upgrade)).toMatchObject({ outcome: "applied" });
  });
});
