import type { Account } from "../account";
import { minimumCharge } from "../engine/money";
import { emit, emitUpdate } from "../events/emit";
import { invalidRequest } from "../http/errors";
import { newId } from "../store/ids";
import type { Customer, Invoice, Subscription, TaxRate } from "../store/wire";
import { now, type World } from "../world";
import { automaticTax, taxPlace } from "./automatic-tax";
import { changeBalance } from "./customer-balance";
import type { Applied } from "./discounts";
import { type LineInput, totalLines } from "./invoice-lines";

/** How long a renewal's draft stays open for changes. */
export const DRAFT_SECONDS = 3600;

/** What an invoice is made from. */
export type InvoiceInput = {
  customer: string;
  subscription: Subscription | null;
  currency: string;
  billingReason: NonNullable<Invoice["billing_reason"]>;
  lines: readonly LineInput[];
  periodStart: number;
  periodEnd: number;
  created: number;
  discounts: readonly Applied[];
  taxRates: readonly TaxRate[];
  autoAdvance: boolean;
  finalizesAt?: number | null;
  collectionMethod?: "charge_automatically" | "send_invoice";
  daysUntilDue?: number | null;
  dueDate?: number | null;
  description?: string | null;
  footer?: string | null;
  metadata?: Record<string, string>;
  defaultPaymentMethod?: string | null;
  linePrefix?: string;
  /** Left out, the subscription decides. */
  automaticTax?: boolean;
  /** Where tax is owed before the customer has that address. */
  taxCountry?: string | null;
};

/** An invoice as a draft, not stored. */
export function buildInvoice(account: Account, input: InvoiceInput): Invoice {
  const id = newId("in");
  const customer = account.customers.get(input.customer);
  const isTaxed = input.automaticTax ?? input.subscription?.automatic_tax.enabled ?? false;
  const tax = automaticTax(account, taxPlace(customer, input.taxCountry), isTaxed, input.created);
  const totals = totalLines(id, input.lines, {
    currency: input.currency,
    discounts: input.discounts,
    taxRates: input.taxRates,
    automatic: tax.rates,
    ...(input.linePrefix ? { idPrefix: input.linePrefix } : {}),
  });
  const due = Math.max(0, totals.total);
  return {
    id,
    object: "invoice",
    account_country: account.settings.country,
    account_name: account.settings.business_name,
    account_tax_ids: null,
    amount_due: due,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: due,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: input.autoAdvance,
    automatic_tax: tax.shown,
    automatically_finalizes_at: input.finalizesAt ?? null,
    billing_reason: input.billingReason,
    collection_method: input.collectionMethod ?? "charge_automatically",
    created: input.created,
    currency: input.currency,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    ...customerSnapshot(customer),
    default_payment_method: input.defaultPaymentMethod ?? null,
    default_source: null,
    default_tax_rates: [...input.taxRates],
    description: input.description ?? null,
    discounts: input.discounts.map((applied) => applied.discount.id),
    due_date: input.dueDate ?? null,
    effective_at: null,
    ending_balance: null,
    footer: input.footer ?? null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: {
      object: "list",
      data: totals.lines,
      has_more: false,
      ...{ total_count: totals.lines.length },
      url: `/v1/invoices/${id}/lines`,
    },
    livemode: false,
    metadata: input.metadata ?? {},
    next_payment_attempt: input.autoAdvance && input.finalizesAt ? input.finalizesAt : null,
    number: null,
    on_behalf_of: null,
    parent: input.subscription
      ? {
          quote_details: null,
          subscription_details: {
            metadata: input.subscription.metadata,
            subscription: input.subscription.id,
          },
          type: "subscription_details",
        }
      : null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: input.periodEnd,
    period_start: input.periodStart,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: "draft",
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: totals.subtotal,
    subtotal_excluding_tax: totals.subtotal_excluding_tax,
    test_clock: customer.test_clock ?? null,
    total: totals.total,
    total_discount_amounts: totals.total_discount_amounts,
    total_excluding_tax: totals.total_excluding_tax,
    total_pretax_credit_amounts: [],
    total_taxes: totals.total_taxes,
    webhooks_delivered_at: input.created,
  };
}

function customerSnapshot(customer: Customer) {
  return {
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: customer.shipping,
    customer_tax_exempt: customer.tax_exempt ?? "none",
    customer_tax_ids: [],
  };
}

/** Stores a draft and tells of it. */
export function insertInvoice(world: World, account: Account, invoice: Invoice): Invoice {
  account.invoiceRecords.insert({
    id: invoice.id,
    failures: 0,
    firstFailedAt: null,
    isWaitingForCard: false,
    lastTriedCard: null,
  });
  const stored = account.invoices.insert(invoice);
  const customer = account.customers.get(invoice.customer ?? "");
  if (customer.currency === null || customer.currency === undefined) {
    account.customers.update(customer.id, { currency: invoice.currency });
  }
  emit(world, account, "invoice.created", stored);
  return stored;
}

/** What the customer's balance leaves to pay of a total, and what becomes of the balance. */
export function settleWithBalance(
  total: number,
  balance: number,
  currency: string,
): { amountDue: number; endingBalance: number; reason: "applied_to_invoice" | "invoice_too_small" } {
  if (total <= 0) return { amountDue: 0, endingBalance: balance + total, reason: "applied_to_invoice" };
  const amountDue = Math.max(0, total + balance);
  const endingBalance = Math.min(0, total + balance);
  if (amountDue > 0 && amountDue < minimumCharge(currency)) {
    return { amountDue: 0, endingBalance: amountDue, reason: "invoice_too_small" };
  }
  return { amountDue, endingBalance, reason: "applied_to_invoice" };
}

/** The subscription that an invoice bills. */
export function subscriptionOf(account: Account, invoice: Invoice): Subscription | null {
  const id = invoice.parent?.subscription_details?.subscription;
  return id ? account.subscriptions.find(id) : null;
}

/**
 * Finalises a draft: numbers it, uses up the customer's balance and opens it. One with nothing to pay is paid at once;
 * the others wait for `collectInvoice`.
 */
export function finalizeInvoice(world: World, account: Account, draft: Invoice): Invoice {
  if (draft.status !== "draft") {
    throw invalidRequest("This invoice is already finalized, you can't re-finalize a non-draft invoice.", {
      code: "invoice_not_editable",
    });
  }
  const at = now(world, account, draft.customer);
  const customer = account.customers.get(draft.customer ?? "");
  const settled = settleWithBalance(draft.total, customer.balance, draft.currency);
  const number = `${customer.invoice_prefix}-${String(customer.next_invoice_sequence ?? 1).padStart(4, "0")}`;
  account.customers.update(customer.id, { next_invoice_sequence: (customer.next_invoice_sequence ?? 1) + 1 });
  if (settled.endingBalance !== customer.balance) {
    changeBalance(world, account, customer.id, settled.endingBalance - customer.balance, {
      type: settled.reason,
      invoice: draft.id,
      currency: draft.currency,
    });
  }
  const dueDate = draft.collection_method === "send_invoice" ? (draft.due_date ?? at + 30 * 86_400) : draft.due_date;
  const open = account.invoices.update(draft.id, {
    amount_due: settled.amountDue,
    amount_remaining: settled.amountDue,
    automatically_finalizes_at: null,
    due_date: dueDate,
    effective_at: at,
    ending_balance: settled.endingBalance,
    hosted_invoice_url: `${world.publicUrl}/i/${draft.id}`,
    invoice_pdf: `${world.publicUrl}/i/${draft.id}/pdf`,
    next_payment_attempt: null,
    number,
    starting_balance: customer.balance,
    status: "open",
    status_transitions: { ...draft.status_transitions, finalized_at: at },
  });
  emit(world, account, "invoice.finalized", open);
  if (account.invoices.before(draft.id)) emitUpdate(world, account, "invoice.updated", draft, open);
  return settled.amountDue === 0 ? markPaid(world, account, open.id, { isFree: true }) : open;
}

/** Marks an invoice as paid, by a payment, outside of Stripe, or because nothing was due. */
export function markPaid(
  world: World,
  account: Account,
  invoiceId: string,
  how: { isFree?: boolean; isOutOfBand?: boolean },
): Invoice {
  const before = account.invoices.get(invoiceId);
  const at = now(world, account, before.customer);
  const paid = account.invoices.update(invoiceId, {
    amount_paid: how.isFree ? 0 : before.amount_due,
    amount_remaining: 0,
    attempted: true,
    attempt_count: how.isFree || how.isOutOfBand ? before.attempt_count : before.attempt_count + 1,
    auto_advance: false,
    next_payment_attempt: null,
    status: "paid",
    status_transitions: { ...before.status_transitions, paid_at: at },
  });
  const committed = account.invoices.before(invoiceId);
  if (committed && committed.status !== "draft") emitUpdate(world, account, "invoice.updated", before, paid);
  emit(world, account, "invoice.paid", paid);
  emit(world, account, "invoice.payment_succeeded", paid);
  return paid;
}
