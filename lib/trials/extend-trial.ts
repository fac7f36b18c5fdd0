import { findCurrentSubscription } from "@/db/queries/billing";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { addMs, DAY_MS } from "@/lib/clock";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { moveTrialEnd } from "@/lib/stripe/trials";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";

interface ExtendTrial {
  tenantId: TenantId;
  actor: SignedIn;
  days: number;
  reason: string;
  requestId: string;
}

/** Gives a running trial more days, by an operator and with a reason. Throws `not_found` and `not_on_trial`. */
export async function extendTrial({ tenantId, actor, days, reason, requestId }: ExtendTrial): Promise<void> {
  const db = database();
  const current = await findCurrentSubscription(db, tenantId);
  const { status, trialEndAt, stripeSubscriptionId } = current?.subscription ?? {};
  if (status !== "trialing" || !trialEndAt || !stripeSubscriptionId)
    throw new AppError("not_on_trial", "There is no running trial to extend. Give a plan instead.");
  // Computed from the end that is stored: two presses at once make one extension.
  const until = addMs(trialEndAt, days * DAY_MS);
  await moveTrialEnd(stripeSubscriptionId, trialEndAt, until);
  await syncTenantBilling(tenantId, "operator");
  const detail = { days, reason, from: trialEndAt.toISOString(), until: until.toISOString() };
  await recordAudit(db, { tenantId, actor, as: "operator", action: "trial.extend", detail, requestId });
}
