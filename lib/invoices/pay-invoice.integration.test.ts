import { describe, expect, it } from "vitest";
import { GET as paymentRoute } from "@/app/api/v1/tenants/[tenant_id]/payments/[payment_id]/route";
import { GET as paymentsRoute } from "@/app/api/v1/tenants/[tenant_id]/payments/route";
import { POST as payRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/invoices/[invoice_id]/pay/route";
import { paidInvoiceSchema } from "@/lib/contracts/invoices";
import { paymentDetailSchema, paymentPageSchema } from "@/lib/contracts/payments";
import { newId } from "@/lib/ids";
import { anOpenInvoice, customerOf, historyOf, paymentsOf, setCard } from "@/lib/payments/testing/money";
import { stripe } from "@/lib/stripe/client";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aMember, aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { answerBankAbout } from "@/lib/testing/enter-card";
import { withWorld } from "@/lib/testing/world";

withWorld();

const pay = ({ browser, tenantId }: TestTenant, invoice_id: string) =>
  browser.call(payRoute, { params: { tenant_id: tenantId, invoice_id } });

async function owing(): Promise<{ tenant: TestTenant; invoice: string }> {
  const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
  const invoice = await anOpenInvoice(tenant.tenantId, 700);
  await syncTenantBilling(tenant.tenantId, "refresh");
  return { tenant, invoice };
}

describe("G14: paying an open invoice is always possible, because it is the way out of being locked out", () => {
  it("G14: charges the saved card, and doing it again charges nothing", async () => {
    const { tenant, invoice } = await owing();
    const answer = paidInvoiceSchema.parse(await (await pay(tenant, invoice)).json());
    expect(answer).toMatchObject({ status: "paid", client_secret: null, invoice: { status: "paid", id: invoice } });
    expect(answer.invoice.pdf_url).toContain("/pdf");
    const again = await (await pay(tenant, invoice)).json();
    expect(again).toMatchObject({ status: "paid" });
    const charges = await stripe().charges.list({ customer: await customerOf(tenant.tenantId) });
    expect(charges.data.filter(({ amount }) => amount === 700)).toHaveLength(1);
  });

  it("G2: ten clicks at once charge the card once", async () => {
    const { tenant, invoice } = await owing();
    const answers = await Promise.all(Array.from({ length: 10 }, () => pay(tenant, invoice)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    const charges = await stripe().charges.list({ customer: await customerOf(tenant.tenantId) });
    expect(charges.data.filter(({ amount }) => amount === 700)).toHaveLength(1);
  });

  it("G12: a declined card says why, and the next card pays the same payment", async () => {
    const { tenant, invoice } = await owing();
    await setCard(tenant.tenantId, "pm_card_chargeCustomerFail");
    const refused = await pay(tenant, invoice);
    expect({ status: refused.status, ...(await refused.json()) }).toMatchObject({
      status: 402,
      code: "payment_failed",
    });
    await setCard(tenant.tenantId, "pm_card_visa");
    expect(await (await pay(tenant, invoice)).json()).toMatchObject({ status: "paid" });
    const [, own, ...others] = await paymentsOf(tenant.tenantId);
    expect(own).toMatchObject({ status: "CONFIRMED", stripeInvoiceId: invoice });
    expect(others).toEqual([]);
  });

  it("asks for the bank's confirmation where it is wanted, with what the page needs for it", async () => {
    const { tenant, invoice } = await owing();
    await setCard(tenant.tenantId, "pm_card_authenticationRequired");
    const answer = paidInvoiceSchema.parse(await (await pay(tenant, invoice)).json());
    expect(answer).toMatchObject({ status: "requires_action", invoice: { status: "open" } });
    expect(answer.client_secret).toMatch(/_secret_/);
  });

  it.each([
    ["complete", "CONFIRMED", "paid"],
    ["fail", "FAILED", "open"],
  ] as const)(
    "G12: when the bank's question ends in %s, the payment is %s and the invoice %s",
    async (answer, status, invoiceStatus) => {
      const { tenant, invoice } = await owing();
      await setCard(tenant.tenantId, "pm_card_authenticationRequired");
      const asked = paidInvoiceSchema.parse(await (await pay(tenant, invoice)).json());
      await answerBankAbout(asked.client_secret ?? "", answer);
      await syncTenantBilling(tenant.tenantId, "webhook");
      const own = (await paymentsOf(tenant.tenantId)).find(({ stripeInvoiceId }) => stripeInvoiceId === invoice);
      expect(own).toMatchObject({ status });
      const steps = (await historyOf(tenant.tenantId)).filter(({ paymentId }) => paymentId === own?.id);
      const shown = steps.filter(({ source }) => !source.endsWith(":done"));
      expect(shown.map((step) => step.status)).toEqual(["NEW", "PENDING", "REQUIRES_ACTION", status]);
      expect((await stripe().invoices.retrieve(invoice)).status).toBe(invoiceStatus);
    },
  );

  it("refuses what can't be paid: a voided invoice", async () => {
    const { tenant, invoice } = await owing();
    await stripe().invoices.voidInvoice(invoice);
    const answer = await pay(tenant, invoice);
    expect({ status: answer.status, code: (await answer.json()).code }).toEqual({
      status: 409,
      code: "invoice_not_payable",
    });
  });

  it("G21: another workspace's invoice is none, and a member without the right may not pay", async () => {
    const { tenant, invoice } = await owing();
    const stranger = await aTenant({ subscribedTo: { tier: "starter" } });
    expect((await pay(stranger, invoice)).status).toBe(404);
    const member = await aMember(tenant.tenantId, "member");
    const params = { tenant_id: tenant.tenantId, invoice_id: invoice };
    expect((await member.call(payRoute, { params })).status).toBe(403);
  });
});

describe("payments are listed with what happened to them", () => {
  it("answers pages, newest first, and one payment with its history", async () => {
    const { tenant, invoice } = await owing();
    await pay(tenant, invoice);
    const read = async (path: string) => {
      const answer = await tenant.browser.call(paymentsRoute, {
        method: "GET",
        path,
        params: { tenant_id: tenant.tenantId },
      });
      return paymentPageSchema.parse(await answer.json());
    };
    const first = await read("/?limit=1");
    expect(first.data).toMatchObject([{ amount_minor: 700, status: "CONFIRMED", invoice_id: invoice }]);
    const second = await read(`/?limit=1&cursor=${first.next_cursor}`);
    expect(second).toMatchObject({ data: [{ amount_minor: 4900 }], next_cursor: null });
    const params = { tenant_id: tenant.tenantId, payment_id: first.data[0]?.id ?? "" };
    const detail = paymentDetailSchema.parse(
      await (await tenant.browser.call(paymentRoute, { method: "GET", params })).json(),
    );
    expect(detail.history.map(({ status }) => status)).toEqual(["NEW", "PENDING", "CONFIRMED"]);
    expect(detail).toMatchObject({ refunds: [], disputes: [] });
  });

  it("G21: another workspace's payment, a made-up one and a foreign cursor are refused", async () => {
    const { tenant } = await owing();
    const [own] = await paymentsOf(tenant.tenantId);
    const stranger = await aTenant({ subscribedTo: { tier: "starter" } });
    for (const payment_id of [own?.id ?? "", newId<string>(), "nonsense"]) {
      const params = { tenant_id: stranger.tenantId, payment_id };
      expect((await stranger.browser.call(paymentRoute, { method: "GET", params })).status).toBe(404);
    }
    const path = `/?cursor=${Buffer.from("1:in_123").toString("base64url")}`;
    const params = { tenant_id: stranger.tenantId };
    expect((await stranger.browser.call(paymentsRoute, { method: "GET", path, params })).status).toBe(400);
  });
});
