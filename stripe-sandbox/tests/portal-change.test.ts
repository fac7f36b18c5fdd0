import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import {
  portalChange,
  portalConfirmChange,
  portalConfirmPreview,
  portalPlans,
  previewPortalChange,
} from "../checkout/portal-change";
import { monthlyOn } from "./monthly";
import { aPrice, giveCard, itemOf, latestInvoice, sandboxForFile, seconds } from "./sandbox";

const account = sandboxForFile();
type Update = Stripe.BillingPortal.ConfigurationCreateParams.Features.SubscriptionUpdate;

async function portal(options: { update?: Partial<Update>; confirms?: boolean; unit?: number } = {}) {
  const world = await monthlyOn(account(), { start: "2026-08-01T00:00:00Z" });
  const { stripe, clock, customer, subscription, price } = world;
  await clock.advance("2026-08-11T00:00:00Z");
  const other = await aPrice(stripe, options.unit ?? 4000);
  const configuration = await stripe.billingPortal.configurations.create({
    features: {
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price"],
        proration_behavior: "always_invoice",
        products: [
          { product: String(price.product), prices: [price.id] },
          { product: String(other.product), prices: [other.id] },
        ],
        ...options.update,
      },
    },
  });
  const session = await stripe.billingPortal.sessions.create({
    customer: customer.id,
    configuration: configuration.id,
    return_url: "http://localhost:3000/billing",
    ...(options.confirms
      ? {
          flow_data: {
            type: "subscription_update_confirm",
            subscription_update_confirm: {
              subscription: subscription.id,
              items: [{ id: itemOf(subscription).id, price: other.id, quantity: 1 }],
            },
            after_completion: { type: "redirect", redirect: { return_url: "http://localhost:3000/done" } },
          },
        }
      : {}),
  });
  return { ...world, other, session };
}

describe("changing the plan in the portal", () => {
  it("offers the configured prices and marks the present one", async () => {
    const { session, subscription, price, other, world } = await portal();
    expect(portalPlans(world, session.id, subscription.id)).toMatchObject([
      { priceId: price.id, isCurrent: true, amountMinor: 1000 },
      { priceId: other.id, isCurrent: false, amountMinor: 4000 },
    ]);
  });

  it("shows beforehand to the cent what it then charges", async () => {
    const { stripe, session, subscription, other, world } = await portal();
    const preview = previewPortalChange(world, session.id, subscription.id, { priceId: other.id });
    expect(preview).toMatchObject({ dueNowMinor: 2033, effectiveAt: seconds("2026-08-11T00:00:00Z") });
    expect(portalChange(world, session.id, subscription.id, { priceId: other.id }).kind).toBe("complete");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ amount_paid: 2033, status: "paid" });
  });

  it("counts tax into what it shows, as the charge does", async () => {
    const { stripe, session, subscription, other, world } = await portal();
    const rate = await stripe.taxRates.create({ display_name: "VAT", percentage: 20, inclusive: false });
    await stripe.subscriptions.update(subscription.id, { default_tax_rates: [rate.id] });
    const preview = previewPortalChange(world, session.id, subscription.id, { priceId: other.id });
    portalChange(world, session.id, subscription.id, { priceId: other.id });
    const { amount_paid } = await latestInvoice(stripe, subscription.id);
    expect([preview?.dueNowMinor, amount_paid]).toEqual([2440, 2440]);
  });

  it("refuses a price that is not offered", async () => {
    const { stripe, session, subscription, world } = await portal();
    const hidden = await aPrice(stripe, 1);
    expect(portalChange(world, session.id, subscription.id, { priceId: hidden.id }).kind).toBe("invalid");
  });

  it("puts a cheaper plan off to the period's end where the configuration says so", async () => {
    const { stripe, session, subscription, other, world, clock } = await portal({
      unit: 500,
      update: { schedule_at_period_end: { conditions: [{ type: "decreasing_item_amount" }] } },
    });
    expect(portalChange(world, session.id, subscription.id, { priceId: other.id }).kind).toBe("complete");
    const waiting = await stripe.subscriptions.retrieve(subscription.id);
    expect(itemOf(waiting).price.unit_amount).toBe(1000);
    expect(waiting.schedule).not.toBeNull();
    await clock.advance("2026-09-01T02:00:00Z");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ total: 500, status: "paid" });
  });

  it("changes nothing when the card is declined, and says why", async () => {
    const { stripe, session, subscription, customer, other, world } = await portal();
    await giveCard(stripe, customer.id, "pm_card_chargeCustomerFail");
    expect(portalChange(world, session.id, subscription.id, { priceId: other.id })).toMatchObject({
      kind: "declined",
      code: "card_declined",
    });
    const after = await stripe.subscriptions.retrieve(subscription.id);
    expect(itemOf(after).price.unit_amount).toBe(1000);
    expect(after).toMatchObject({ pending_update: null, status: "active" });
  });

  it("waits for the bank when the card needs the customer", async () => {
    const { stripe, session, subscription, customer, other, world } = await portal();
    await giveCard(stripe, customer.id, "pm_card_authenticationRequired");
    const outcome = portalChange(world, session.id, subscription.id, { priceId: other.id });
    expect(outcome).toMatchObject({ kind: "requires_action", challengeUrl: expect.stringContaining("/3ds/") });
    expect((await stripe.subscriptions.retrieve(subscription.id)).pending_update).not.toBeNull();
  });
});

describe("a session that only confirms a change", () => {
  it("previews it, makes it, and leads back to the given address", async () => {
    const { stripe, session, subscription, other, world } = await portal({ confirms: true });
    expect(portalConfirmPreview(world, session.id)).toMatchObject({ dueNowMinor: 2033, recurringMinor: 4000 });
    expect(portalConfirmChange(world, session.id)).toEqual({
      kind: "complete",
      redirectUrl: "http://localhost:3000/done",
    });
    expect(itemOf(await stripe.subscriptions.retrieve(subscription.id)).price.id).toBe(other.id);
  });

  it("is answered as expired for sessions of another kind", async () => {
    const { session, world } = await portal();
    expect(portalConfirmPreview(world, session.id)).toBeNull();
    expect(portalConfirmChange(world, session.id).kind).toBe("invalid");
  });
});
