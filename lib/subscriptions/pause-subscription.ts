import { listUnsettledQuotes } from "@/db/queries/quotes";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { addMonths, billingNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { changeStateOf } from "@/lib/plan-changes/decide-change";
import { readChangeable } from "@/lib/plan-changes/read-changeable";
import { pauseCollection } from "@/lib/stripe/subscriptions";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { requireSubscription } from "./require-subscription";

/** A pause ends by itself after so many months at the latest. */
export const LONGEST_PAUSE_MONTHS = 12;

export interface PauseSubscription {
  tenantId: TenantId;
  actor: SignedIn;
  /** In the tenant's own time; a pause without an end is not offered. */
  resumesAt: Date | undefined;
  requestId?: string;
}

/** Stops collecting and makes the workspace read-only until it is resumed. Repeating it moves the end. */
export async function pauseSubscription({ tenantId, actor, resumesAt, requestId }: PauseSubscription): Promise<void> {
  const db = database();
  await syncTenantBilling(tenantId, "change-requested");
  const { stripeSubscriptionId } = await requireSubscription(tenantId);
  const { account, subject } = await readChangeable(db, tenantId);
  const state = changeStateOf(subject, subject?.currency ?? "usd", false);
  if (state !== "active" && state !== "collection_paused")
    throw new AppError(
      "not_pausable",
      "Only a subscription that is active, paid and not about to change can be paused.",
    );
  if ((await listUnsettledQuotes(db, tenantId)).some((quote) => quote.state === "confirming"))
    throw new AppError("change_busy", "A change of the plan is being made. Look again in a moment.");
  const now = billingNow(account);
  const latest = addMonths(now, LONGEST_PAUSE_MONTHS);
  const end = resumesAt ?? latest;
  if (end <= now || end > latest)
    throw new AppError("invalid_request", "resumes_at: choose a time within the next twelve months.");
  await pauseCollection(stripeSubscriptionId, end);
  const detail = { subscription: stripeSubscriptionId, resumes_at: end.toISOString() };
  await recordAudit(db, { tenantId, actor, requestId, action: "subscription.pause", detail });
  await syncTenantBilling(tenantId, "change-requested");
}
