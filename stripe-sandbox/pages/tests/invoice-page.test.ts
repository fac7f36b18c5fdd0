import { describe, expect, it } from "vitest";
import { aCustomer, sandboxForFile } from "../../tests/sandbox";
import { addressOf, cardOf, challengeOf, open, send, submit } from "./browser";

const account = sandboxForFile();

async function anInvoice(description = "Onboarding (workshop)", lines = 1) {
  const owner = account();
  const { stripe } = owner;
  const customer = await aCustomer(stripe, { card: null });
  const draft = await stripe.invoices.create({
    customer: customer.id,
    collection_method: "send_invoice",
    days_until_due: 14,
  });
  for (let line = 0; line < lines; line += 1) {
    const item = { customer: customer.id, invoice: draft.id, amount: 12500, currency: "usd", description };
    await stripe.invoiceItems.create(item);
  }
  const invoice = await stripe.invoices.finalizeInvoice(draft.id);
  return { ...owner, invoice, address: addressOf(invoice.hosted_invoice_url) };
}

describe("the hosted invoice", () => {
  it("shows lines and sums, and takes a card while it is open", async () => {
    const { stripe, address, invoice } = await anInvoice();
    const { text } = await open(address);
    for (const part of [invoice.number ?? "", "Onboarding (workshop)", "$125.00", "Pay $125.00"])
      expect(text).toContain(part);
    expect(await send(address, cardOf("4242424242424242"))).toMatchObject({ kind: "complete" });
    expect((await stripe.invoices.retrieve(invoice.id)).status).toBe("paid");
    const paid = await open(address);
    expect(paid.text).toContain("Invoice paid");
    expect(paid.text).not.toContain("Card number");
  });

  it("comes back with the reason when the bank's challenge fails", async () => {
    const { stripe, address, invoice } = await anInvoice();
    const challenge = challengeOf(await send(address, cardOf("4000002760003184")));
    const { location } = await submit(challenge, { outcome: "fail" });
    expect((await open(location)).text).toContain("We are unable to authenticate your payment method");
    expect((await stripe.invoices.retrieve(invoice.id)).status).toBe("open");
  });

  it("offers no payment for a voided invoice", async () => {
    const { stripe, address, invoice } = await anInvoice();
    await stripe.invoices.voidInvoice(invoice.id);
    const { text } = await open(address);
    expect(text).toContain("This invoice was voided");
    expect(text).not.toContain("Card number");
  });
});

describe("the invoice's PDF", () => {
  async function pdfOf(url: string | null | undefined) {
    const response = await fetch(addressOf(url));
    expect(response.headers.get("content-type")).toBe("application/pdf");
    return Buffer.from(await response.arrayBuffer()).toString("latin1");
  }

  it("has number, line and total, with brackets and umlauts as they are", async () => {
    const { invoice } = await anInvoice("Prüfung (Küche) für 5 €");
    const pdf = await pdfOf(invoice.invoice_pdf);
    for (const part of [invoice.number ?? "", "Pr\xfcfung \\(K\xfcche\\) f\xfcr 5 \x80", "$125.00"])
      expect(pdf).toContain(part);
  });

  it("points at each of its objects, so that every reader opens it", async () => {
    const { invoice } = await anInvoice("A line", 30);
    const pdf = await pdfOf(invoice.invoice_pdf);
    expect(pdf.startsWith("%PDF-1.4\n")).toBe(true);
    const start = Number(/startxref\n(\d+)\n%%EOF/.exec(pdf)?.[1]);
    expect(pdf.slice(start, start + 4)).toBe("xref");
    const offsets = [...pdf.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map(([, offset]) => Number(offset));
    offsets.forEach((offset, index) => {
      expect(pdf.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj\\n`));
    });
    expect(pdf).toContain("/Count 2");
  });
});
