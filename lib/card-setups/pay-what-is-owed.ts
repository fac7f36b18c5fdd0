import { and, asc, eq, gt } from "drizzle-orm";
import type { Database } from "@/db/client";
import { findCurrentSubscription } from "@/db/queries/billing";
import { invoices, type SubscriptionStatus } from "@/db/schema/billing";
import type { CardChangeDto } from "@/lib/contracts/cards";
import type { TenantId } from "@/lib/ids";
import { payInvoice } from "@/lib/stripe/payment-methods";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";

// An invoice that is open beside an active subscription is an upgrade that was not finished: a new card for the future
// does not mean that one is wanted now.
const OWES = new Set<SubscriptionStatus>(["past_due", "unpaid", "incomplete"]);

/** Tries the customer's card on what is overdue, the oldest first, and stops where it can't be paid. */
export async function payWhatIsOwed(db: Database, tenantId: TenantId): Promise<Omit<CardChangeDto, "billing">> {
  const current = await findCurrentSubscription(db, tenantId);
  if (!current || !OWES.has(current.subscription.status)) return NOTHING_OWED;
  // What is sent by mail to be transferred is not taken from a card.
  if (current.subscription.collectionMethod === "send_invoice") return NOTHING_OWED;
  const open = await listOpenInvoices(db, tenantId, current.subscription.stripeSubscriptionId);
  let result: Omit<CardChangeDto, "billing"> = NOTHING_OWED;
  for (const { stripeInvoiceId } of open) {
    result = await pay(stripeInvoiceId);
    if (result.status !== "updated") break;
  }
  if (open.length > 0) await syncTenantBilling(tenantId, "payment-requested");
  return result;
}

const NOTHING_OWED = { status: "updated", client_secret: null, message: null } as const;

async function pay(stripeInvoiceId: string): Promise<Omit<CardChangeDto, "billing">> {
  const attempt = await payInvoice(stripeInvoiceId);
  switch (attempt.kind) {
    case "paid":
      return NOTHING_OWED;
    case "requires_action":
      return { status: "requires_action", client_secret: attempt.clientSecret, message: null };
    case "declined":
      return { status: "payment_failed", client_secret: null, message: attempt.message };
  }
}

function listOpenInvoices(db: Database, tenantId: TenantId, stripeSubscriptionId: string) {
  return db
    .select({ stripeInvoiceId: invoices.stripeInvoiceId })
    .from(invoices)
    .where(
      and(
        eq(invoices.tenantId, tenantId),
        eq(invoices.stripeSubscriptionId, stripeSubscriptionId),
        eq(invoices.status, "open"),
        gt(invoices.amountDueMinor, 0),
      ),
    )
    .orderBy(asc(invoices.createdAt));
}
