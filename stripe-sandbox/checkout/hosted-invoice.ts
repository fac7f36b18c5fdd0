import { collectInvoice } from "../billing/collect";
import { transact } from "../transact";
import { accountOf, type World } from "../world";
import { chooseCard, declinedOutcome, savedCards } from "./cards";
import type { CardEntry, CheckoutOutcome, HostedInvoiceView } from "./views";

/** An invoice as its hosted page shows it; null for drafts and unknown ids. */
export function findHostedInvoice(world: World, invoiceId: string): HostedInvoiceView | null {
  const account = accountOf(world, invoiceId);
  const invoice = account?.invoices.find(invoiceId);
  if (!account || !invoice || invoice.status === "draft") return null;
  const sum = (parts: { amount: number }[] | null) => (parts ?? []).reduce((total, part) => total + part.amount, 0);
  return {
    id: invoice.id,
    number: invoice.number,
    status: invoice.status ?? "open",
    businessName: account.settings.business_name,
    customerEmail: invoice.customer_email,
    customerName: invoice.customer_name,
    createdAt: invoice.created,
    dueAt: invoice.due_date,
    paidAt: invoice.status_transitions.paid_at,
    currency: invoice.currency,
    lines: invoice.lines.data.map((line) => ({
      description: line.description ?? "",
      quantity: line.quantity ?? 1,
      amountMinor: line.amount,
      periodStartsAt: line.period.start,
      periodEndsAt: line.period.end,
    })),
    subtotalMinor: invoice.subtotal,
    discountMinor: sum(invoice.total_discount_amounts),
    taxMinor: sum(invoice.total_taxes),
    totalMinor: invoice.total,
    creditAppliedMinor: Math.max(0, invoice.total - invoice.amount_due),
    amountDueMinor: invoice.amount_due,
    amountPaidMinor: invoice.amount_paid,
    amountRemainingMinor: invoice.amount_remaining,
    savedCards: savedCards(account, invoice.customer),
  };
}

/** Pays an open invoice from its hosted page. */
export async function payHostedInvoice(
  world: World,
  invoiceId: string,
  input: { card?: CardEntry; savedPaymentMethodId?: string },
): Promise<CheckoutOutcome> {
  const account = accountOf(world, invoiceId);
  const invoice = account?.invoices.find(invoiceId);
  const pageUrl = `${world.publicUrl}/i/${invoiceId}`;
  if (!account || !invoice) return { kind: "invalid", field: "invoice", message: "This invoice does not exist." };
  if (invoice.status === "paid") return { kind: "complete", redirectUrl: pageUrl };
  if (invoice.status !== "open" && invoice.status !== "uncollectible") {
    return { kind: "invalid", field: "invoice", message: "This invoice can no longer be paid." };
  }
  return transact(world, account, null, (): CheckoutOutcome => {
    const chosen = chooseCard(world, account, invoice.customer, input);
    if (chosen.kind === "invalid") return chosen;
    const result = collectInvoice(world, account, invoiceId, { paymentMethod: chosen.id, returnUrl: pageUrl });
    switch (result.kind) {
      case "paid":
        return { kind: "complete", redirectUrl: pageUrl };
      case "requires_action":
        return { kind: "requires_action", challengeUrl: result.intent.next_action?.redirect_to_url?.url ?? "" };
      case "declined":
        return declinedOutcome(result.decline);
      case "no_payment_method":
        return { kind: "invalid", field: "number", message: "Please enter a card." };
    }
  });
}
