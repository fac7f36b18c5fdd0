import { findTenant, listChildRows } from "@/db/queries/members";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { eraseTenant } from "./erase-tenant";
import { requireStanding } from "./require-standing";
import { type StoppedBilling, stopBilling } from "./stop-billing";
import { untilBillingRests } from "./until-billing-rests";

interface DeleteTenant {
  tenantId: TenantId;
  actor: SignedIn;
  /** The workspace's name, as a sign that this one is meant. */
  confirm: string;
  requestId: string;
}

/**
 * Deletes a workspace: first its billing at Stripe, then all that we keep of it in one transaction (G11). Throws
 * `billing_unavailable` when Stripe can't be reached, with nothing deleted; repeating it finishes what was begun.
 */
export async function deleteTenant(input: DeleteTenant): Promise<void> {
  const { tenantId } = input;
  const tenant = await findTenant(database(), tenantId);
  if (!tenant) throw new AppError("not_found", "There is no such workspace.");
  if (input.confirm.trim() !== tenant.name)
    throw new AppError("not_confirmed", "Type the workspace's name exactly as it is shown.");
  await requireNoChildren(tenantId);
  await untilBillingRests(async () => eraseStopped(input, await stopBilling(tenantId)));
}

async function requireNoChildren(tenantId: TenantId): Promise<void> {
  if ((await listChildRows(database(), tenantId)).length === 0) return;
  throw new AppError("has_children", "Workspaces below this one share its plan. Detach or delete them first.");
}

async function eraseStopped({ tenantId, actor, requestId }: DeleteTenant, stopped: StoppedBilling): Promise<void> {
  await database().transaction(async (tx) => {
    const { tenant } = await requireStanding(tx, tenantId, actor, "tenant:own");
    await eraseTenant(tx, tenant, stopped);
    const detail = { name: tenant.name, subscriptions_ended: stopped.subscriptionsEnded };
    await recordAudit(tx, { tenantId, actor, action: "tenant.delete", detail, requestId });
  });
}
