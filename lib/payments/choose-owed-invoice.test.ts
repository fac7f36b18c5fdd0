import { describe, expect, it } from "vitest";
import { chooseOwedInvoice } from "./choose-owed-invoice";

const owed = (stripeInvoiceId: string, remainingMinor: number, currency = "usd") => ({
  stripeInvoiceId,
  remainingMinor,
  currency,
});
const money = { amountMinor: 4900, currency: "usd" };

describe("G12: a transfer pays an invoice of exactly its money, because nobody may guess what it was meant for", () => {
  it("G12: pays the oldest invoice of the same amount and currency", () => {
    const invoices = [owed("in_1", 1900), owed("in_2", 4900), owed("in_3", 4900)];
    expect(chooseOwedInvoice(invoices, money)).toMatchObject({ kind: "pays", invoice: { stripeInvoiceId: "in_2" } });
  });

  it.each([
    ["wrong_amount", [owed("in_1", 4901)]],
    ["wrong_amount", [owed("in_1", 4900, "eur"), owed("in_2", 1900)]],
    ["wrong_currency", [owed("in_1", 4900, "eur")]],
    ["nothing_to_pay", []],
  ])("G12: answers %s for %j", (kind, invoices) => {
    expect(chooseOwedInvoice(invoices, money).kind).toBe(kind);
  });
});
