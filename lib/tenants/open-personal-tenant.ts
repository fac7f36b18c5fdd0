import type { Transaction } from "@/db/client";
import type { TenantId, UserId } from "@/lib/ids";
import { openTenant } from "./open-tenant";
import { workspaceNameFor } from "./workspace-name";

/** Opens the workspace that every person gets at sign-up, with himself as its owner, on the free plan. */
export async function openPersonalTenant(
  tx: Transaction,
  user: { id: UserId; name: string },
  now: Date,
): Promise<TenantId> {
  return openTenant(tx, { name: workspaceNameFor(user.name), kind: "personal", ownerId: user.id }, now);
}
