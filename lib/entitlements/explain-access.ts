import type { Access, AccessReason } from "./decide-access";

// English, for API clients and support; pages say the same in the reader's language from the message catalogue.
const EXPLANATIONS: Record<AccessReason, string> = {
  no_subscription: "There is no subscription, so the Free plan applies.",
  active: "The subscription is active and paid.",
  trialing: "The trial is running.",
  ending: "The subscription was cancelled and stays until the end of the paid period.",
  payment_failed_grace: "The last payment failed. Everything works while the grace period lasts.",
  payment_failed_read_only: "The last payment failed and the grace period is over. Reading works, changes do not.",
  payment_failed_ended: "The payment stayed open for too long, so the Free plan applies.",
  unpaid: "Invoices are unpaid. Reading works, changes do not.",
  paused: "The subscription is paused. Reading works, changes do not.",
  payment_pending: "The first payment is not finished, so the Free plan applies.",
  ended: "The subscription has ended, so the Free plan applies.",
  unknown_plan: "The subscription's price is not in the catalogue; an operator has to look at it.",
  granted: "The plan was given for nothing.",
  parent_plan: "The workspace that pays has no plan for workspaces below it any more. Reading works, changes do not.",
  suspended: "The workspace is suspended.",
};

/** Says in one sentence why a tenant has the access that it has. */
export function explainAccess(access: Access): string {
  return EXPLANATIONS[access.reason];
}
