import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { POST as refundRoute } from "@/app/api/v1/admin/payments/[payment_id]/refunds/route";
import { DELETE as suspensionRoute } from "@/app/api/v1/admin/tenants/[tenant_id]/suspension/route";
import { disputes } from "@/db/schema/payments";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import type { TenantId } from "@/lib/ids";
import { stripe } from "@/lib/stripe/client";
import { drainInbox } from "@/lib/sync/drain-inbox";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aTenant } from "@/lib/testing/a-tenant";
import { deliver } from "@/lib/testing/stripe-events";
import { withWorld } from "@/lib/testing/world";
import { anOpenInvoice, anOperator, customerOf, paymentsOf, setCard, toldOf } from "./testing/money";

withWorld();

const accessOf = async (tenantId: TenantId) => (await readEntitlement(database(), tenantId)).access;

async function refund(payment_id: string, body: object) {
  const operator = await anOperator();
  return operator.browser.call(refundRoute, { params: { payment_id }, body });
}

describe("G12: money that goes back is a fact of its own, and never takes a payment back", () => {
  it("G12: a part, then the rest: two refunds, the payment stays confirmed and shows what went back", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    const [payment] = await paymentsOf(tenantId);
    const part = await (await refund(payment?.id ?? "", { amount_minor: 900, reason: "requested_by_customer" })).json();
    expect(part).toMatchObject({
      subscription_ended: false,
      payment: { status: "CONFIRMED", refunded_minor: 900, refunds: [{ amount_minor: 900, status: "succeeded" }] },
    });
    const rest = await (await refund(payment?.id ?? "", {})).json();
    expect(rest.payment).toMatchObject({ status: "CONFIRMED", refunded_minor: 4900 });
    expect(rest.payment.refunds.map((each: { amount_minor: number }) => each.amount_minor).sort()).toEqual([4000, 900]);
    const more = await refund(payment?.id ?? "", { amount_minor: 1 });
    expect({ status: more.status, code: (await more.json()).code }).toEqual({ status: 409, code: "not_refundable" });
    expect(await accessOf(tenantId)).toMatchObject({ tier: "pro", mode: "full" });
    expect(await toldOf(tenantId, "PaymentRefunded")).toHaveLength(2);
  });

  it("G2: five clicks at once give the money back once", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    const [payment] = await paymentsOf(tenantId);
    const operator = await anOperator();
    const call = { params: { payment_id: payment?.id ?? "" }, body: { amount_minor: 1000 } };
    await Promise.all(Array.from({ length: 5 }, () => operator.browser.call(refundRoute, call)));
    const charges = await stripe().charges.list({ customer: await customerOf(tenantId) });
    expect(charges.data[0]?.amount_refunded).toBe(1000);
  });

  it("ends the subscription with the refund only where the operator says so", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    const [payment] = await paymentsOf(tenantId);
    const answer = await (await refund(payment?.id ?? "", { cancel: true })).json();
    expect(answer).toMatchObject({ subscription_ended: true, payment: { refunded_minor: 4900 } });
    expect(await accessOf(tenantId)).toMatchObject({ tier: "free", reason: "ended" });
  });

  it("G12: a refund that fails at the bank is no longer counted as money that went back", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    await setCard(tenantId, "pm_card_refundFail");
    const invoice = await anOpenInvoice(tenantId, 700);
    await stripe().invoices.pay(invoice);
    await syncTenantBilling(tenantId, "refresh");
    const payment = (await paymentsOf(tenantId)).find(({ amountMinor }) => amountMinor === 700);
    await refund(payment?.id ?? "", {});
    await syncTenantBilling(tenantId, "refresh");
    const after = (await paymentsOf(tenantId)).find(({ amountMinor }) => amountMinor === 700);
    expect(after).toMatchObject({ status: "CONFIRMED", refundedMinor: 0 });
  });
});

/** A payment by the test card whose holder contests it. */
async function disputed() {
  const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
  await setCard(tenant.tenantId, "pm_card_createDispute");
  await stripe().invoices.pay(await anOpenInvoice(tenant.tenantId, 700));
  await syncTenantBilling(tenant.tenantId, "refresh");
  const charges = await stripe().charges.list({ customer: await customerOf(tenant.tenantId) });
  const charge = charges.data.find((each) => each.disputed)?.id ?? "";
  const [dispute] = (await stripe().disputes.list({ charge })).data;
  if (!dispute) throw new Error("the test card was not disputed");
  const decide = (text: "losing_evidence" | "winning_evidence") =>
    stripe().disputes.update(dispute.id, { evidence: { uncategorized_text: text }, submit: true });
  return { ...tenant, disputeId: dispute.id, decide };
}

const contested = async (tenantId: TenantId) =>
  (await paymentsOf(tenantId)).find(({ amountMinor }) => amountMinor === 700);

describe("G13: a dispute punishes nobody until it is lost, because the customer may be right", () => {
  it("G13: an open dispute is visible, holds its money and changes no access", async () => {
    const { tenantId } = await disputed();
    expect(await contested(tenantId)).toMatchObject({ status: "CONFIRMED", disputedMinor: 700 });
    expect(await accessOf(tenantId)).toMatchObject({ tier: "pro", mode: "full" });
    expect((await toldOf(tenantId, "PaymentDisputed")).map(({ data }) => data)).toMatchObject([
      { status: "needs_response", reason: "fraudulent" },
    ]);
  });

  it("G13: a lost one suspends once; an operator lifts it, and the next look does not overrule him", async () => {
    const { tenantId, decide, disputeId } = await disputed();
    await decide("losing_evidence");
    await Promise.all(Array.from({ length: 5 }, () => syncTenantBilling(tenantId, "webhook")));
    expect(await accessOf(tenantId)).toMatchObject({ mode: "none", reason: "suspended" });
    const [row] = await database().select().from(disputes).where(eq(disputes.stripeDisputeId, disputeId));
    expect(row).toMatchObject({ status: "lost" });
    expect(row?.actedAt).not.toBeNull();
    const operator = await anOperator();
    const call = { method: "DELETE", params: { tenant_id: tenantId } };
    expect(await (await operator.browser.call(suspensionRoute, call)).json()).toEqual({ suspended: false });
    await syncTenantBilling(tenantId, "webhook");
    expect(await accessOf(tenantId)).toMatchObject({ tier: "pro", mode: "full" });
    const told = (await toldOf(tenantId, "SubscriptionTierChanged")).map(({ data }) => data);
    expect(told).toMatchObject([{ to: "pro" }, { to: "free" }, { to: "pro" }]);
  });

  it("G13: a won one gives the money back to the payment and changes no access", async () => {
    const { tenantId, decide } = await disputed();
    await decide("winning_evidence");
    await syncTenantBilling(tenantId, "webhook");
    expect(await contested(tenantId)).toMatchObject({ status: "CONFIRMED", disputedMinor: 0 });
    expect(await accessOf(tenantId)).toMatchObject({ tier: "pro", mode: "full" });
  });

  it("G1: a dispute's webhook finds its customer by the payment, because it names no customer", async () => {
    const { tenantId, decide, disputeId } = await disputed();
    await decide("losing_evidence");
    const all = await stripe().events.list({ type: "charge.dispute.closed", limit: 100 });
    const closed = all.data.find((event) => JSON.stringify(event.data.object).includes(disputeId));
    expect((await deliver(JSON.stringify(closed))).status).toBe(200);
    await drainInbox(await customerOf(tenantId), { number: 1, of: 1 });
    expect(await accessOf(tenantId)).toMatchObject({ mode: "none" });
  });
});
