import type { BillingStateDto, InvoiceDto } from "@/lib/contracts/subscription";

/** The one thing about a tenant's billing that its people should know now, with what the words need. */
export type Banner =
  | { kind: "suspended" }
  | { kind: "paymentFailedGrace" | "paymentFailedReadOnly"; until: string | null; openInvoice: InvoiceDto | null }
  | { kind: "paymentFailedEnded" | "unpaid"; openInvoice: InvoiceDto | null }
  | { kind: "pending" }
  | { kind: "paused" }
  | { kind: "unknownPlan" }
  | { kind: "ending"; at: string }
  | { kind: "trial"; at: string; hasCard: boolean };

/**
 * Chooses one banner by urgency: failed payment, then action required, then ending, then the trial's end. Two at once
 * would leave people to guess which to act on.
 */
export function chooseBanner({ access, subscription, payment_method }: BillingStateDto, invoices: InvoiceDto[]) {
  if (access.mode === "none") return { kind: "suspended" } satisfies Banner;
  const urgent = failedPayment(access, oldestOpen(invoices)) ?? actionRequired(access.reason);
  if (urgent || !subscription) return urgent;
  if (subscription.cancel_at) return { kind: "ending", at: subscription.cancel_at } satisfies Banner;
  if (subscription.status !== "trialing") return null;
  const at = subscription.trial_end ?? subscription.current_period_end;
  return { kind: "trial", at, hasCard: payment_method !== null } satisfies Banner;
}

function failedPayment(access: BillingStateDto["access"], openInvoice: InvoiceDto | null): Banner | null {
  switch (access.reason) {
    case "payment_failed_grace":
      return { kind: "paymentFailedGrace", until: access.next_change_at, openInvoice };
    case "payment_failed_read_only":
      return { kind: "paymentFailedReadOnly", until: access.next_change_at, openInvoice };
    case "payment_failed_ended":
      return { kind: "paymentFailedEnded", openInvoice };
    case "unpaid":
      return { kind: "unpaid", openInvoice };
    default:
      return null;
  }
}

function actionRequired(reason: string): Banner | null {
  switch (reason) {
    case "payment_pending":
      return { kind: "pending" };
    case "paused":
      return { kind: "paused" };
    case "unknown_plan":
      return { kind: "unknownPlan" };
    default:
      return null;
  }
}

/** The grace period is counted from the oldest unpaid invoice, so that is the one to pay first. */
function oldestOpen(invoices: InvoiceDto[]): InvoiceDto | null {
  return invoices.findLast((invoice) => invoice.status === "open" && invoice.amount_due_minor > 0) ?? null;
}
