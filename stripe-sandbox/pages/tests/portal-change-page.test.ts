import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { aCustomer, aPrice, giveCard, sandboxForFile } from "../../tests/sandbox";
import { open, submit } from "./browser";

const account = sandboxForFile();

/** A subscriber of Starter at 19 whose portal offers Pro at 49, paid at once. */
async function aSubscriber(card = "pm_card_visa") {
  const owner = account();
  const { stripe } = owner;
  const starter = await aPrice(stripe, 1900, { name: "Starter" });
  const pro = await aPrice(stripe, 4900, { name: "Pro" });
  const customer = await aCustomer(stripe, { card: "pm_card_visa" });
  const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: starter.id }] });
  if (card !== "pm_card_visa") await giveCard(stripe, customer.id, card);
  const offered = [starter, pro].map((price) => ({ product: String(price.product), prices: [price.id] }));
  const configuration = await stripe.billingPortal.configurations.create({
    features: {
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price"],
        products: offered,
        proration_behavior: "always_invoice",
      },
    },
  });
  const portal = async (flow?: Stripe.BillingPortal.SessionCreateParams.FlowData) => {
    const session = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      configuration: configuration.id,
      return_url: "http://localhost:3000/billing",
      ...(flow ? { flow_data: flow } : {}),
    });
    return session.url;
  };
  const plan = async () => (await stripe.subscriptions.retrieve(subscription.id)).items.data[0];
  const current = async () => (await plan())?.price.id;
  return { ...owner, starter, pro, subscription, portal, plan, current };
}

describe("changing the plan in the portal", () => {
  it("offers the plans, shows what the change comes to, and makes it", async () => {
    const { pro, subscription, portal, current } = await aSubscriber();
    const address = await portal();
    expect((await open(address)).text).toContain("Change plan");
    const plans = `${address}/subscriptions/${subscription.id}/change`;
    const offered = (await open(plans)).text;
    for (const part of ["Starter", "Pro", "$49.00 per month", "Current plan"]) expect(offered).toContain(part);
    const confirm = `${plans}/confirm?price=${pro.id}`;
    const shown = (await open(confirm)).text;
    for (const part of ["Remaining time on Pro", "Unused time on Starter", "Amount due today", "$30.00"])
      expect(shown).toContain(part);
    const { location } = await submit(confirm, {});
    expect(location).toContain("notice=changed");
    expect(await current()).toBe(pro.id);
  });

  it("changes nothing when the card is declined, and says why", async () => {
    const { pro, starter, subscription, portal, current } = await aSubscriber("pm_card_chargeCustomerFail");
    const confirm = `${await portal()}/subscriptions/${subscription.id}/change/confirm?price=${pro.id}`;
    expect((await submit(confirm, {})).text).toContain("Your card was declined.");
    expect(await current()).toBe(starter.id);
  });

  it("waits for the bank's challenge, and keeps the old plan when it fails", async () => {
    const { pro, starter, subscription, portal, current } = await aSubscriber("pm_card_authenticationRequired");
    const confirm = `${await portal()}/subscriptions/${subscription.id}/change/confirm?price=${pro.id}`;
    const failed = await submit((await submit(confirm, {})).location, { outcome: "fail" });
    expect((await open(failed.location)).text).toContain("We are unable to authenticate your payment method");
    expect(await current()).toBe(starter.id);
  });

  it("completes the change when the challenge is passed", async () => {
    const { pro, subscription, portal, current } = await aSubscriber("pm_card_authenticationRequired");
    const confirm = `${await portal()}/subscriptions/${subscription.id}/change/confirm?price=${pro.id}`;
    const passed = await submit((await submit(confirm, {})).location, { outcome: "complete" });
    expect((await open(passed.location)).headers.get("location")).toContain("notice=changed");
    expect(await current()).toBe(pro.id);
  });

  it("asks to confirm the one change that a shop prepared, and leads back to the shop", async () => {
    const { pro, subscription, portal, plan, current } = await aSubscriber();
    const item = await plan();
    const address = await portal({
      type: "subscription_update_confirm",
      after_completion: { type: "redirect", redirect: { return_url: "http://localhost:3000/after" } },
      subscription_update_confirm: { subscription: subscription.id, items: [{ id: item?.id ?? "", price: pro.id }] },
    });
    const step = new URL((await open(address)).headers.get("location") ?? "", address).href;
    expect((await open(step)).text).toContain("Amount due today");
    expect(await submit(step, {})).toMatchObject({ status: 303, location: "http://localhost:3000/after" });
    expect(await current()).toBe(pro.id);
  });

  it("refuses a price that is not offered, whatever the address says", async () => {
    const { stripe, starter, subscription, portal, current } = await aSubscriber();
    const cheap = await aPrice(stripe, 100, { name: "Cheap" });
    const confirm = `${await portal()}/subscriptions/${subscription.id}/change/confirm?price=${cheap.id}`;
    expect((await submit(confirm, {})).text).toContain("This plan is not offered.");
    expect(await current()).toBe(starter.id);
  });
});
