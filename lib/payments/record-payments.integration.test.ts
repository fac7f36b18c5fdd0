import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { database } from "@/lib/database";
import { stripe } from "@/lib/stripe/client";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { advanceTime, customerOf, historyOf, paymentsOf, setCard, toldOf } from "./testing/money";

withWorld();

describe("G12: payments have a history, because a support case is about what happened, not about what is", () => {
  it("G12: a subscription's payment is one row with its history, and tells PaymentCreated and PaymentStatusUpdated once", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    const [row, ...others] = await paymentsOf(tenantId);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ status: "CONFIRMED", amountMinor: 4900, currency: "usd", provider: "stripe" });
    expect(row?.stripeInvoiceId).toMatch(/^in_/);
    expect(row?.stripeSubscriptionId).toMatch(/^sub_/);
    expect((await historyOf(tenantId)).map(({ status }) => status)).toEqual(["NEW", "CONFIRMED"]);
    const told = await toldOf(tenantId, "PaymentCreated", "PaymentStatusUpdated", "InvoiceFinalized");
    expect(told.map(({ type }) => type)).toEqual(["InvoiceFinalized", "PaymentCreated", "PaymentStatusUpdated"]);
    expect(told.at(-1)?.data).toMatchObject({ from: "NEW", to: "CONFIRMED", payment_id: row?.id });
  });

  it("G2: looking again, and fifty looks at once, write and tell nothing more", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    const before = [await paymentsOf(tenantId), await historyOf(tenantId), await toldOf(tenantId)];
    const writtenBy = () =>
      database().execute(sql`select id, xmin::text as written_by from payments where tenant_id = ${tenantId}`);
    const writers = [...(await writtenBy())];
    await Promise.all(Array.from({ length: 50 }, () => syncTenantBilling(tenantId, "refresh")));
    expect([await paymentsOf(tenantId), await historyOf(tenantId), await toldOf(tenantId)]).toEqual(before);
    expect([...(await writtenBy())]).toEqual(writers);
  });

  it("G2: ten first looks at the same new payment record it once", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    const customer = await customerOf(tenantId);
    await stripe().invoiceItems.create({ customer, amount: 700, currency: "usd", description: "Help by a person" });
    const invoice = await stripe().invoices.create({ customer, pending_invoice_items_behavior: "include" });
    await stripe().invoices.pay(invoice.id);
    await Promise.all(Array.from({ length: 10 }, () => syncTenantBilling(tenantId, "webhook")));
    expect((await paymentsOf(tenantId)).map(({ amountMinor }) => amountMinor).sort()).toEqual([4900, 700]);
    expect(await toldOf(tenantId, "PaymentCreated")).toHaveLength(2);
    expect(await toldOf(tenantId, "InvoiceFinalized")).toHaveLength(2);
  });

  it("G12: a jump of six months is six payments with their own dates, because nobody looked in between", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    for (let month = 0; month < 3; month++) await advanceTime(tenantId, 62);
    await syncTenantBilling(tenantId, "refresh");
    const rows = await paymentsOf(tenantId);
    expect(rows).toHaveLength(7);
    const months = rows.map(({ confirmedAt }) => confirmedAt?.toISOString().slice(0, 7));
    expect(new Set(months).size).toBe(7);
    expect(rows.every(({ status }) => status === "CONFIRMED")).toBe(true);
    const confirmed = (await historyOf(tenantId)).filter(({ status }) => status === "CONFIRMED");
    expect(confirmed.map(({ occurredAt }) => occurredAt)).toEqual(rows.map(({ confirmedAt }) => confirmedAt));
    expect(await toldOf(tenantId, "PaymentStatusUpdated")).toHaveLength(7);
  });

  it("G12: a renewal that was declined and paid later is one payment with the history of both", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    await setCard(tenantId, "pm_card_chargeCustomerFail");
    await advanceTime(tenantId, 32);
    await syncTenantBilling(tenantId, "refresh");
    const [, failed] = await paymentsOf(tenantId);
    expect(failed).toMatchObject({ status: "FAILED", failureCode: "generic_decline", confirmedAt: null });
    await setCard(tenantId, "pm_card_visa");
    await stripe().invoices.pay(failed?.stripeInvoiceId ?? "");
    await syncTenantBilling(tenantId, "refresh");
    const [, paid] = await paymentsOf(tenantId);
    expect(paid).toMatchObject({ id: failed?.id, status: "CONFIRMED", failureCode: null });
    const own = (await historyOf(tenantId)).filter(({ paymentId }) => paymentId === paid?.id);
    expect(own.map(({ status, applied }) => [status, applied])).toEqual([
      ["NEW", "applied"],
      ["FAILED", "applied"],
      // Stripe's own second try within those days.
      ["FAILED", "applied"],
      ["CONFIRMED", "applied"],
    ]);
    const steps = (await toldOf(tenantId, "PaymentStatusUpdated")).map(({ data }) => data);
    expect(steps.slice(1)).toMatchObject([
      { from: "NEW", to: "FAILED", failure_code: "generic_decline" },
      { from: "FAILED", to: "CONFIRMED", failure_code: null },
    ]);
  });
});
