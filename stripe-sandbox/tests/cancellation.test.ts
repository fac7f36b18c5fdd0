import { describe, expect, it } from "vitest";
import { aCustomer, aPrice, eventTypes, itemOf, latestInvoice, refusal, sandboxForFile } from "./sandbox";

const account = sandboxForFile();

describe("cancelling", () => {
  async function active() {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const price = await aPrice(stripe, 1000);
    return {
      stripe,
      customer,
      subscription: await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] }),
    };
  }

  it("at the period's end sets cancel_at to the item's end and can be undone without a trace", async () => {
    const { stripe, subscription } = await active();
    const ending = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    expect(ending).toMatchObject({
      status: "active",
      cancel_at: itemOf(subscription).current_period_end,
      cancel_at_period_end: true,
    });
    expect(ending.canceled_at).not.toBeNull();
    expect(ending.cancellation_details?.reason).toBe("cancellation_requested");
    const undone = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false });
    expect(undone).toMatchObject({ cancel_at: null, cancel_at_period_end: false, canceled_at: null });
    expect(undone.cancellation_details?.reason).toBeNull();
  });

  it("at once emits customer.subscription.deleted only, and a second time is 404", async () => {
    const { stripe, subscription } = await active();
    const canceled = await stripe.subscriptions.cancel(subscription.id);
    expect(canceled.status).toBe("canceled");
    expect(canceled.ended_at).not.toBeNull();
    expect((await eventTypes(stripe)).slice(-1)).toEqual(["customer.subscription.deleted"]);
    expect(await refusal(stripe.subscriptions.cancel(subscription.id))).toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
  });

  it("keeps the first canceled_at when a scheduled end is followed by an immediate one", async () => {
    const { stripe, subscription } = await active();
    const ending = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    const canceled = await stripe.subscriptions.cancel(subscription.id);
    expect(canceled).toMatchObject({ canceled_at: ending.canceled_at, cancel_at: null, cancel_at_period_end: false });
  });

  it("expires an incomplete subscription and voids its invoice", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe, { card: "pm_card_chargeCustomerFail" });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 1000)).id }],
    });
    expect((await stripe.subscriptions.cancel(subscription.id)).status).toBe("incomplete_expired");
    expect((await latestInvoice(stripe, subscription.id)).status).toBe("void");
    expect((await eventTypes(stripe)).slice(-1)).toEqual(["customer.subscription.updated"]);
  });

  it("refuses to update what has ended, except for its metadata", async () => {
    const { stripe, subscription } = await active();
    await stripe.subscriptions.cancel(subscription.id);
    expect(await refusal(stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true }))).toMatchObject({
      statusCode: 400,
    });
    expect((await stripe.subscriptions.update(subscription.id, { metadata: { a: "1" } })).metadata).toEqual({ a: "1" });
  });

  it("is done to every subscription of a deleted customer", async () => {
    const { stripe, customer, subscription } = await active();
    expect(await stripe.customers.del(customer.id)).toEqual({ id: customer.id, object: "customer", deleted: true });
    expect((await eventTypes(stripe)).slice(-2)).toEqual(["customer.subscription.deleted", "customer.deleted"]);
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
  });
});
