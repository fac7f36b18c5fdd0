import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { DELETE as cardRoute, POST as transferRoute } from "@/app/api/v1/admin/tenants/[tenant_id]/bank-transfer/route";
import { POST as transactionRoute, GET as transactionsRoute } from "@/app/api/v1/admin/transactions/route";
import { GET as referenceRoute } from "@/app/api/v1/tenants/[tenant_id]/payments/bank-transfer/route";
import { findCurrentSubscription } from "@/db/queries/billing";
import { debitReferences, transactionEvents } from "@/db/schema/payments";
import { wallNow } from "@/lib/clock";
import { transactionListSchema, transactionStatusUpdatedEventSchema } from "@/lib/contracts/payments";
import { database } from "@/lib/database";
import { newId, type TenantId } from "@/lib/ids";
import { stripe } from "@/lib/stripe/client";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { createPayment } from "./create-payment";
import { initPayment } from "./init-payment";
import { payByTransfer } from "./pay-by-transfer";
import { postTransaction } from "./post-transaction";
import { repostParked } from "./repost-parked";
import { advanceTime, anOperator, customerOf, historyOf, paymentsOf, toldOf } from "./testing/money";

withWorld();

let operator: TestTenant;
beforeAll(async () => {
  operator = await anOperator();
});

const transfer = (debit_reference_id: string, other: object = {}) =>
  transactionStatusUpdatedEventSchema.parse({
    event_id: newId<string>(),
    transaction_id: newId<string>(),
    debit_reference_id,
    status: "COMPLETED",
    amount_minor: 4900,
    currency: "USD",
    ...other,
  });

/** A Pro subscription that is paid by transfer, with one renewal open. */
async function owingByTransfer() {
  const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
  const reference = await payByTransfer({ tenantId: tenant.tenantId, actor: operator.owner });
  await advanceTime(tenant.tenantId, 32);
  await syncTenantBilling(tenant.tenantId, "refresh");
  return { ...tenant, reference };
}

async function openInvoices(tenantId: TenantId) {
  return (await stripe().invoices.list({ customer: await customerOf(tenantId), status: "open" })).data;
}

describe("G12: a transfer pays what is owed exactly once, because a bank tells of it more than once", () => {
  it("G12: COMPLETED finds the subscription by its reference, pays the open invoice and confirms one payment", async () => {
    const { tenantId, reference } = await owingByTransfer();
    expect(await openInvoices(tenantId)).toHaveLength(1);
    const posted = await postTransaction(transfer(reference.toLowerCase()));
    expect(posted).toMatchObject({ state: "posted", reason: null });
    expect(await openInvoices(tenantId)).toEqual([]);
    const paid = (await paymentsOf(tenantId)).filter(({ provider }) => provider === "bank_transfer");
    expect(paid).toMatchObject([{ id: posted.paymentId, status: "CONFIRMED", debitReferenceId: reference }]);
    const steps = (await toldOf(tenantId, "PaymentStatusUpdated")).map(({ data }) => data);
    expect(steps.at(-1)).toMatchObject({ payment_id: posted.paymentId, from: "NEW", to: "CONFIRMED" });
    expect((await findCurrentSubscription(database(), tenantId))?.subscription.status).toBe("active");
  });

  it("G2: the same event, and other events of the same transaction, twenty at once, book it once", async () => {
    const { tenantId, reference } = await owingByTransfer();
    const event = transfer(reference);
    const events = Array.from({ length: 20 }, (_, i) => (i % 2 ? event : { ...event, event_id: newId<string>() }));
    await Promise.all(events.map((each) => postTransaction(each)));
    const states = await database()
      .select({ state: transactionEvents.state, reason: transactionEvents.reason })
      .from(transactionEvents)
      .where(eq(transactionEvents.transactionId, event.transaction_id));
    expect(states).toHaveLength(11);
    expect(states.filter(({ state }) => state === "posted")).toHaveLength(1);
    expect(states.filter(({ reason }) => reason === "already_posted")).toHaveLength(10);
    const paid = (await paymentsOf(tenantId)).filter(({ provider }) => provider === "bank_transfer");
    expect(paid).toHaveLength(1);
  });

  it.each([
    ["wrong_amount", { amount_minor: 4899 }],
    ["wrong_currency", { currency: "eur" }],
  ])("G12: %s is refused and recorded, and pays nothing", async (reason, wrong) => {
    const { tenantId, reference } = await owingByTransfer();
    expect(await postTransaction(transfer(reference, wrong))).toMatchObject({
      state: "refused",
      reason,
      paymentId: null,
    });
    expect(await openInvoices(tenantId)).toHaveLength(1);
    expect((await paymentsOf(tenantId)).some(({ provider }) => provider === "bank_transfer")).toBe(false);
  });

  it("G12: a payment that asked for the transfer is the one that it confirms; a wrong one is refused in its history", async () => {
    const { tenantId, reference } = await owingByTransfer();
    const [invoice] = await openInvoices(tenantId);
    const subscription = (await findCurrentSubscription(database(), tenantId))?.subscription.stripeSubscriptionId;
    const asked = await createPayment(database(), {
      tenantId,
      provider: "bank_transfer",
      amountMinor: 4900,
      currency: "usd",
      stripeInvoiceId: invoice?.id,
      stripeSubscriptionId: subscription,
      createdAt: wallNow(),
    });
    const { payment } = await initPayment(asked.id, { onSession: false });
    expect(payment).toMatchObject({ status: "PENDING", debitReferenceId: reference });
    await postTransaction(transfer(reference, { amount_minor: 1 }));
    const own = (await historyOf(tenantId)).filter(({ paymentId }) => paymentId === asked.id);
    expect(own.find(({ applied }) => applied === "refused")).toMatchObject({ status: "CONFIRMED" });
    expect(await postTransaction(transfer(reference))).toMatchObject({ state: "posted", paymentId: asked.id });
  });

  it("G12: two transfers of the same amount pay two invoices, and a third waits for the next one", async () => {
    const { tenantId, reference } = await owingByTransfer();
    await advanceTime(tenantId, 31);
    await syncTenantBilling(tenantId, "refresh");
    expect(await openInvoices(tenantId)).toHaveLength(2);
    const all = await Promise.all([1, 2, 3].map(() => postTransaction(transfer(reference))));
    expect(all.map(({ state }) => state).sort()).toEqual(["parked", "posted", "posted"]);
    expect(await openInvoices(tenantId)).toEqual([]);
    await advanceTime(tenantId, 31);
    expect((await repostParked(reference)).map(({ state }) => state)).toEqual(["posted"]);
  });
});

describe("G1: a transfer is never lost, because it is somebody's money", () => {
  it("G1: an unknown reference is parked where an operator sees it, and posted when the reference appears", async () => {
    const { tenantId, reference } = await owingByTransfer();
    const db = database();
    await db.delete(debitReferences).where(eq(debitReferences.id, reference));
    const event = transfer(reference);
    const answer = await operator.browser.call(transactionRoute, { body: event });
    expect(await answer.json()).toMatchObject({ state: "parked", reason: "unknown_reference", payment_id: null });
    const list = await operator.browser.call(transactionsRoute, { method: "GET", path: "/?state=parked" });
    const parked = transactionListSchema.parse(await list.json());
    expect(parked.data.map(({ event_id }) => event_id)).toContain(event.event_id);
    const subscription = (await findCurrentSubscription(db, tenantId))?.subscription.stripeSubscriptionId ?? "";
    await db.insert(debitReferences).values({ id: reference, tenantId, stripeSubscriptionId: subscription });
    expect(await repostParked(reference)).toMatchObject([{ eventId: event.event_id, state: "posted" }]);
    expect(await repostParked(reference)).toEqual([]);
  });

  it("G2: a process that died after Stripe was told goes on where it stopped, and books once", async () => {
    const { tenantId, reference } = await owingByTransfer();
    const event = transfer(reference);
    const [invoice] = await openInvoices(tenantId);
    // What a killed process leaves behind: the event kept, the invoice paid at Stripe, nothing finished here.
    await database().insert(transactionEvents).values({
      eventId: event.event_id,
      transactionId: event.transaction_id,
      debitReferenceId: reference,
      status: "COMPLETED",
      amountMinor: 4900,
      currency: "usd",
      state: "parked",
      reason: "booking",
    });
    await createPayment(database(), {
      tenantId,
      provider: "bank_transfer",
      amountMinor: 4900,
      currency: "usd",
      externalId: event.transaction_id,
      stripeInvoiceId: invoice?.id,
      createdAt: wallNow(),
    });
    await stripe().invoices.pay(invoice?.id ?? "", { paid_out_of_band: true });
    expect(await postTransaction(event)).toMatchObject({ state: "posted" });
    const paid = (await paymentsOf(tenantId)).filter(({ provider }) => provider === "bank_transfer");
    expect(paid).toMatchObject([{ status: "CONFIRMED", externalId: event.transaction_id }]);
  });

  it("G12: an invoice that a card pays in the same moment leaves the transfer waiting instead of counting it twice", async () => {
    const { tenantId, reference } = await owingByTransfer();
    const [invoice] = await openInvoices(tenantId);
    await stripe().invoices.pay(invoice?.id ?? "");
    expect(await postTransaction(transfer(reference))).toMatchObject({ state: "parked", reason: "nothing_to_pay" });
  });

  it("keeps what is no completion without any effect", async () => {
    const { reference } = await owingByTransfer();
    expect(await postTransaction(transfer(reference, { status: "PENDING" }))).toMatchObject({
      state: "ignored",
      reason: "not_completed",
    });
  });
});

describe("who pays by transfer is decided by operators, because it is credit before money", () => {
  it("switches a subscription to transfers and back, and shows the reference to those who see payments", async () => {
    const { tenantId, browser } = await aTenant({ subscribedTo: { tier: "pro" } });
    const params = { tenant_id: tenantId };
    expect((await browser.call(transferRoute, { params, body: {} })).status).toBe(404);
    const first = await (await operator.browser.call(transferRoute, { params, body: {} })).json();
    const again = await (await operator.browser.call(transferRoute, { params, body: {} })).json();
    expect(first).toMatchObject({ collection_method: "send_invoice" });
    expect(again).toEqual(first);
    const shown = await (await browser.call(referenceRoute, { method: "GET", params })).json();
    expect(shown).toEqual(first);
    const back = await operator.browser.call(cardRoute, { method: "DELETE", params });
    expect(await back.json()).toEqual({ collection_method: "charge_automatically", debit_reference: null });
  });

  it("G10: starts a subscription by transfer once, however often it is asked for at once", async () => {
    const tenant = await aTenant();
    const call = { params: { tenant_id: tenant.tenantId }, body: { plan: "enterprise", interval: "yearly" } };
    await Promise.all(Array.from({ length: 5 }, () => operator.browser.call(transferRoute, call)));
    const customer = await customerOf(tenant.tenantId);
    const all = await stripe().subscriptions.list({ customer });
    expect(all.data).toMatchObject([{ collection_method: "send_invoice", days_until_due: 14, status: "active" }]);
    const refused = await operator.browser.call(transferRoute, call);
    expect(await refused.json()).toMatchObject({ code: "already_subscribed" });
  });
});
