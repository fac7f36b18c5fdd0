import { describe, expect, it } from "vitest";
import { POST as initRoute } from "@/app/api/v1/tenants/[tenant_id]/payments/[payment_id]/init/route";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { newId, type TenantId } from "@/lib/ids";
import { addJob } from "@/lib/jobs/add-job";
import { stripe } from "@/lib/stripe/client";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aTenant } from "@/lib/testing/a-tenant";
import { allJobsDone } from "@/lib/testing/jobs";
import { withWorld } from "@/lib/testing/world";
import { startWorker } from "@/lib/worker";
import { createPayment } from "./create-payment";
import { initPayment } from "./init-payment";
import { StripePaymentProvider } from "./stripe-payment-provider";
import { anOperator, customerOf, historyOf, paymentsOf, setCard, toldOf } from "./testing/money";
import { updatePayment } from "./update-payment";

withWorld();

const ask = (tenantId: TenantId, amountMinor = 1500) =>
  createPayment(database(), { tenantId, provider: "stripe", amountMinor, currency: "usd", createdAt: wallNow() });

const intentsOf = async (tenantId: TenantId) =>
  (await stripe().paymentIntents.list({ customer: await customerOf(tenantId), limit: 100 })).data;

describe("G12: a payment that we ask for is stored before anybody is charged", () => {
  it("G12: createPayment stores NEW with its history and PaymentCreated; initPayment confirms it once", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    const payment = await ask(tenantId);
    expect(payment).toMatchObject({ status: "NEW", externalId: null });
    const { payment: paid } = await initPayment(payment.id, { onSession: true });
    expect(paid).toMatchObject({ status: "CONFIRMED", amountMinor: 1500 });
    expect(paid.externalId).toMatch(/^pi_/);
    const own = (await historyOf(tenantId)).filter(({ paymentId }) => paymentId === payment.id);
    expect(own.map(({ status }) => status)).toEqual(["NEW", "PENDING", "CONFIRMED", "CONFIRMED"]);
    const steps = (await toldOf(tenantId, "PaymentStatusUpdated")).map(({ data }) => data);
    expect(steps.slice(1)).toMatchObject([{ to: "PENDING" }, { to: "CONFIRMED" }]);
    expect(await paymentsOf(tenantId)).toHaveLength(2);
  });

  it("G12: run twenty times at once and once more later, it charges once", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    const payment = await ask(tenantId);
    await Promise.all(Array.from({ length: 20 }, () => initPayment(payment.id, { onSession: false })));
    const { payment: paid } = await initPayment(payment.id, { onSession: false });
    expect(paid.status).toBe("CONFIRMED");
    expect((await intentsOf(tenantId)).filter(({ amount }) => amount === 1500)).toHaveLength(1);
    const told = (await toldOf(tenantId, "PaymentStatusUpdated")).filter(({ data }) =>
      JSON.stringify(data).includes(payment.id),
    );
    expect(told).toHaveLength(2);
  });

  it("G2: a process that died after Stripe had charged is taken up by the next run, and the card is charged once", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    const payment = await ask(tenantId);
    // What a killed process leaves behind: the attempt numbered, the money taken, nothing of it stored here.
    await updatePayment({ id: payment.id }, { status: "PENDING", source: "init:1", occurredAt: wallNow() });
    const attempt = { idempotencyKey: `tierline-payment-${payment.id}-1-off`, onSession: false };
    await new StripePaymentProvider().executePayment(payment, attempt);
    await Promise.all([initPayment(payment.id, { onSession: false }), syncTenantBilling(tenantId, "webhook")]);
    const rows = await paymentsOf(tenantId);
    expect(rows.filter(({ amountMinor }) => amountMinor === 1500)).toMatchObject([
      { id: payment.id, status: "CONFIRMED" },
    ]);
    expect((await intentsOf(tenantId)).filter(({ amount }) => amount === 1500)).toHaveLength(1);
  });

  it("G12: a job runs it too, and finds it settled the second time", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    const payment = await ask(tenantId);
    const worker = await startWorker({ schedule: "" });
    try {
      for (let i = 0; i < 2; i++) {
        await addJob(database(), "init-payment", { paymentId: payment.id });
        await allJobsDone();
      }
    } finally {
      await worker.stop();
    }
    expect((await paymentsOf(tenantId)).at(-1)).toMatchObject({ id: payment.id, status: "CONFIRMED" });
    expect((await intentsOf(tenantId)).filter(({ amount }) => amount === 1500)).toHaveLength(1);
  });

  it("G12: a declined card is not the end: another card confirms the same payment, and the history tells both", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    await setCard(tenantId, "pm_card_chargeCustomerFail");
    const payment = await ask(tenantId);
    const first = await initPayment(payment.id, { onSession: true });
    expect(first.payment).toMatchObject({ status: "FAILED", failureCode: "generic_decline" });
    await setCard(tenantId, "pm_card_visa");
    const second = await initPayment(payment.id, { onSession: true });
    expect(second.payment).toMatchObject({ status: "CONFIRMED", externalId: first.payment.externalId });
    const own = (await historyOf(tenantId)).filter(({ paymentId }) => paymentId === payment.id);
    expect(own.filter(({ source }) => /^init:\d$/.test(source)).map(({ status }) => status)).toEqual([
      "PENDING",
      "PENDING",
    ]);
    const charges = (await historyOf(tenantId)).filter(({ source }) => source.startsWith("ch_"));
    expect(charges.map(({ status }) => status)).toEqual(["CONFIRMED", "FAILED", "CONFIRMED"]);
  });

  it("G12: a bank that wants to see the customer leaves REQUIRES_ACTION, and asking again tries nothing anew", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    await setCard(tenantId, "pm_card_authenticationRequired");
    const payment = await ask(tenantId);
    const first = await initPayment(payment.id, { onSession: true });
    expect(first.payment.status).toBe("REQUIRES_ACTION");
    expect(first.clientSecret).toMatch(/^pi_.+_secret_/);
    const again = await initPayment(payment.id, { onSession: true });
    expect(again).toMatchObject({ clientSecret: first.clientSecret, payment: { status: "REQUIRES_ACTION" } });
  });

  it("G12: a provider that breaks leaves ERROR with its history, and the payment can still be confirmed later", async () => {
    const { tenantId } = await aTenant();
    const payment = await ask(tenantId);
    const { payment: broken } = await initPayment(payment.id, { onSession: false });
    expect(broken).toMatchObject({ status: "ERROR", failureCode: "no_billing_account" });
    expect((await historyOf(tenantId)).map(({ status }) => status)).toEqual(["NEW", "PENDING", "ERROR"]);
    const paid = await updatePayment(
      { id: payment.id },
      { status: "CONFIRMED", source: "late", occurredAt: wallNow() },
    );
    expect(paid.status).toBe("CONFIRMED");
  });

  it("G21: running a payment is for operators; the workspace's own owner is told that there is no such page", async () => {
    const { tenantId, browser } = await aTenant({ subscribedTo: { tier: "pro" } });
    const payment = await ask(tenantId);
    const params = { tenant_id: tenantId, payment_id: payment.id };
    expect((await browser.call(initRoute, { params })).status).toBe(404);
    const operator = await anOperator();
    const answer = await operator.browser.call(initRoute, { params });
    expect(await answer.json()).toMatchObject({ payment: { status: "CONFIRMED" }, client_secret: null });
    const elsewhere = { ...params, tenant_id: operator.tenantId };
    expect((await operator.browser.call(initRoute, { params: elsewhere })).status).toBe(404);
  });
});

describe("G12: updates are serialised and never take a payment back", () => {
  const at = (minute: number) => new Date(Date.UTC(2040, 0, 1, 12, minute));

  it("G12: fifty updates at once end in the highest status, each is in the history, and each step is told once", async () => {
    const { tenantId } = await aTenant();
    const { id } = await ask(tenantId);
    const statuses = ["PENDING", "REQUIRES_ACTION", "FAILED", "ERROR", "CONFIRMED"] as const;
    const updates = Array.from({ length: 50 }, (_, i) => ({
      status: statuses[i % statuses.length] ?? "PENDING",
      source: `update-${i}`,
      occurredAt: at(i),
    }));
    await Promise.all(updates.map((update) => updatePayment({ id }, update)));
    const [row] = await paymentsOf(tenantId);
    expect(row?.status).toBe("CONFIRMED");
    expect(await historyOf(tenantId)).toHaveLength(51);
    const steps = (await toldOf(tenantId, "PaymentStatusUpdated")).map(
      ({ data }) => data as { from: string; to: string },
    );
    for (const [i, step] of steps.entries()) expect(step.from).toBe(i === 0 ? "NEW" : steps[i - 1]?.to);
    expect(steps.at(-1)?.to).toBe("CONFIRMED");
  });

  it("G12: the same update a hundred times at once is one entry", async () => {
    const { tenantId } = await aTenant();
    const { id } = await ask(tenantId);
    const update = { status: "CONFIRMED", source: "evt_1", occurredAt: at(0), externalId: "pi_elsewhere" } as const;
    await Promise.all(Array.from({ length: 100 }, () => updatePayment({ id }, update)));
    expect(await historyOf(tenantId)).toHaveLength(2);
    const found = await updatePayment(
      { provider: "stripe", externalId: "pi_elsewhere" },
      { status: "FAILED", source: "evt_2", occurredAt: at(1) },
    );
    expect(found).toMatchObject({ id, status: "CONFIRMED" });
    expect((await historyOf(tenantId)).at(-1)).toMatchObject({ status: "FAILED", applied: "refused" });
  });

  it.each([
    ["amount", { amountMinor: 1499, currency: "usd" }],
    ["currency", { amountMinor: 1500, currency: "eur" }],
  ])(
    "G12: a confirmation with the wrong %s is refused and recorded, because it pays for something else",
    async (_, wrong) => {
      const { tenantId } = await aTenant();
      const { id } = await ask(tenantId);
      const update = { status: "CONFIRMED", source: "evt_1", occurredAt: at(0), ...wrong } as const;
      await expect(updatePayment({ id }, update)).rejects.toMatchObject({
        code: "payment_amount_mismatch",
        status: 409,
      });
      const [row] = await paymentsOf(tenantId);
      expect(row).toMatchObject({ status: "NEW", confirmedAt: null });
      expect((await historyOf(tenantId)).at(-1)).toMatchObject({ status: "CONFIRMED", applied: "refused" });
      expect(await toldOf(tenantId, "PaymentStatusUpdated")).toEqual([]);
    },
  );

  it("tells an unknown payment from a refused one", async () => {
    const update = { status: "CONFIRMED", source: "evt_1", occurredAt: at(0) } as const;
    await expect(updatePayment({ id: newId() }, update)).rejects.toMatchObject({ code: "not_found" });
  });
});
