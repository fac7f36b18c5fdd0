import type { PaymentDetailDto } from "@/lib/contracts/payments";

type History = PaymentDetailDto["history"][number];
type Refund = PaymentDetailDto["refunds"][number];
type Dispute = PaymentDetailDto["disputes"][number];

/** One thing that happened to a payment, as the page tells it. */
export type TimelineEntry = { key: string; at: string } & (
  | { kind: "step"; status: History["status"]; reason: Reason | null }
  | { kind: "refused_amount" }
  | { kind: "refused_late"; status: History["status"] }
  | { kind: "refund"; status: Refund["status"]; amountMinor: number; currency: string }
  | { kind: "dispute"; status: DisputeStage; amountMinor: number; currency: string }
);

/** The reasons that have words of their own; banks keep the others to themselves. */
export const REASONS = [
  "insufficient_funds",
  "expired_card",
  "incorrect_cvc",
  "authentication_required",
  "payment_intent_authentication_failure",
  "payment_method_required",
  "processing_error",
  "billing_unavailable",
] as const;
export type Reason = (typeof REASONS)[number] | "other";

export type DisputeStage = "inquiry" | "open" | "won" | "lost" | "over";

/** Everything that happened to a payment in one list, the oldest first. */
export function toTimeline(payment: Pick<PaymentDetailDto, "history" | "refunds" | "disputes">): TimelineEntry[] {
  const entries = [
    ...payment.history.map(toStep),
    ...payment.refunds.map(toRefund),
    ...payment.disputes.map(toDispute),
  ];
  return entries.sort((a, b) => a.at.localeCompare(b.at));
}

function toStep({ status, applied, source, failure_code: code, occurred_at: at }: History): TimelineEntry {
  const key = `step:${source}`;
  if (!applied && source.startsWith("refused:")) return { kind: "refused_amount", key, at };
  if (!applied) return { kind: "refused_late", status, key, at };
  const isFailure = status === "FAILED" || status === "ERROR";
  return { kind: "step", status, reason: isFailure ? reasonOf(code) : null, key, at };
}

const reasonOf = (code: string | null): Reason => REASONS.find((known) => known === code) ?? "other";

function toRefund({ id, status, amount_minor: amountMinor, currency, created_at: at }: Refund): TimelineEntry {
  return { kind: "refund", status, amountMinor, currency, key: `refund:${id}`, at };
}

function toDispute({ id, status, amount_minor: amountMinor, currency, created_at: at }: Dispute): TimelineEntry {
  return { kind: "dispute", status: stageOf(status), amountMinor, currency, key: `dispute:${id}`, at };
}

function stageOf(status: string): DisputeStage {
  if (status === "won" || status === "lost") return status;
  if (status === "warning_closed" || status === "prevented") return "over";
  return status.startsWith("warning_") ? "inquiry" : "open";
}
