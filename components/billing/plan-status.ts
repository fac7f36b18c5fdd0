import type { BadgeTone } from "@/components/ui/badge";
import type { BillingStateDto } from "@/lib/contracts/subscription";

type Subscription = NonNullable<BillingStateDto["subscription"]>;

export interface PlanStatus {
  /** Its words stand in the catalogue below `billing.status`. */
  key: "active" | "trialing" | "ending" | "past_due" | "unpaid" | "paused" | "pending" | "unknown" | "suspended";
  tone: BadgeTone;
}

/** The badge beside the plan's name; null on Free, which has no state. */
export function planStatus({ access, subscription }: BillingStateDto): PlanStatus | null {
  if (access.mode === "none") return { key: "suspended", tone: "danger" };
  if (!subscription) return null;
  const failed = failedStatus(subscription);
  if (failed) return failed;
  if (access.reason === "unknown_plan") return { key: "unknown", tone: "warning" };
  if (access.reason === "paused") return { key: "paused", tone: "warning" };
  if (subscription.cancel_at) return { key: "ending", tone: "warning" };
  return subscription.status === "trialing" ? { key: "trialing", tone: "info" } : { key: "active", tone: "success" };
}

function failedStatus({ status }: Subscription): PlanStatus | null {
  switch (status) {
    case "past_due":
      return { key: "past_due", tone: "danger" };
    case "unpaid":
      return { key: "unpaid", tone: "danger" };
    case "incomplete":
      return { key: "pending", tone: "warning" };
    case "active":
    case "trialing":
    case "paused":
    case "canceled":
    case "incomplete_expired":
      return null;
  }
}

/** The subscription that the plan on screen is paid by: none when the access has fallen back to Free. */
export function payingSubscription({ access, subscription }: BillingStateDto): Subscription | null {
  return subscription && subscription.tier === access.tier ? subscription : null;
}

/** Whether "Cancel plan" makes sense: there is something that would renew. */
export function canCancel({ subscription }: BillingStateDto): boolean {
  return subscription !== null && subscription.cancel_at === null && subscription.status !== "incomplete";
}

/** Whether a plan may be bought: a first payment that was never finished does not stand in the way. */
export function canBuy({ subscription, access }: BillingStateDto): boolean {
  return access.mode !== "none" && (subscription === null || subscription.status === "incomplete");
}

/** Whether the plan may be changed for another; what stands in the way is said where the change is asked for. */
export function canChange({ subscription, access }: BillingStateDto): boolean {
  if (!subscription || access.mode === "none") return false;
  const runs = subscription.status === "active" || subscription.status === "trialing";
  return runs && subscription.cancel_at === null && !subscription.paused && subscription.pending_change === null;
}
