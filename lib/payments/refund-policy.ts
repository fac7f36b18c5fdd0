import type { RefundStatus } from "@/db/schema/payments";

/**
 * What follows from money that goes back; data, so that a team changes its mind in one place. What is no data, since
 * there is nothing to choose: a refund alone changes no access (whoever refunds says whether the subscription ends with
 * it), a pack that is refunded in full takes back what is left of its credits (lib/credits/settle-packs.ts), an open
 * dispute is seen by everybody and punishes nobody, and a won one lifts nothing, since it had suspended nothing.
 */
export interface RefundPolicy {
  /** A lost dispute is a payment that was taken back: the workspace is suspended until an operator lifts it. */
  lostDispute: "suspend" | "notice";
}

export const REFUND_POLICY: RefundPolicy = { lostDispute: "suspend" };

/** Money that went back or is on its way: all but what failed or was withdrawn. In minor units. */
export function refundedAmount(refunds: readonly { amountMinor: number; status: RefundStatus }[]): number {
  return sum(refunds.filter(({ status }) => status !== "failed" && status !== "canceled"));
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
