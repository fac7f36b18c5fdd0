import type { RefundStatus } from "@/db/schema/payments";

/** What follows from money that goes back; data, so that a team changes its mind in one place. */
export interface RefundPolicy {
  /**
   * A credit pack that is refunded in full takes back what is left of its credits; what was spent stays spent, since
   * the balance is never negative (G18). A part that goes back is goodwill and takes nothing.
   */
  fullPackRefund: "take_unspent_credits" | "nothing";
  /** A refund alone changes no access: whoever refunds says whether the subscription ends with it. */
  subscriptionRefund: "nothing";
  /** While a dispute is open the money is held, nobody is punished, and everybody sees it. */
  openDispute: "notice";
  /** A lost dispute is a payment that was taken back: the workspace waits for an operator. */
  lostDispute: "suspend" | "notice";
  /** A won dispute lifts nothing: it had suspended nothing. */
  wonDispute: "nothing";
}

export const REFUND_POLICY: RefundPolicy = {
  fullPackRefund: "take_unspent_credits",
  subscriptionRefund: "nothing",
  openDispute: "notice",
  lostDispute: "suspend",
  wonDispute: "nothing",
};

/** Money that went back or is on its way: all but what failed or was withdrawn. In minor units. */
export function refundedAmount(refunds: readonly { amountMinor: number; status: RefundStatus }[]): number {
  return sum(refunds.filter(({ status }) => status !== "failed" && status !== "canceled"));
}

/** Money that has arrived back for certain. */
export function returnedAmount(refunds: readonly { amountMinor: number; status: RefundStatus }[]): number {
  return sum(refunds.filter(({ status }) => status === "succeeded"));
}

/**
 * Money that disputes hold or have taken. An inquiry (`warning_*`) holds none, and a won or prevented one gave it back.
 * https://docs.stripe.com/disputes/how-disputes-work
 */
export function disputedAmount(disputes: readonly { amountMinor: number; status: string }[]): number {
  return sum(disputes.filter(({ status }) => !status.startsWith("warning_") && !OVER.has(status)));
}

const OVER = new Set(["won", "prevented"]);

function sum(rows: readonly { amountMinor: number }[]): number {
  return rows.reduce((total, { amountMinor }) => total + amountMinor, 0);
}

/** The disputes whose loss has to suspend the workspace: each once, so that an operator who lifts it is not overruled. */
export function disputesToActOn<Row extends { status: string; actedAt: Date | null }>(
  disputes: readonly Row[],
  policy: RefundPolicy,
): Row[] {
  if (policy.lostDispute !== "suspend") return [];
  return disputes.filter(({ status, actedAt }) => status === "lost" && actedAt === null);
}
