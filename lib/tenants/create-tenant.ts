import { countOwned, lockUser } from "@/db/queries/members";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { openTenant } from "./open-tenant";
import { requireVerified } from "./require-verified";

// Each free workspace has the Free plan's limits of its own; more of them than anybody needs would be a way around.
export const MOST_OWNED = 20;

/** Opens a workspace for a team, owned by who asks. Throws `email_not_verified` or `too_many_workspaces`. */
export async function createTenant(actor: SignedIn, name: string, requestId: string): Promise<TenantId> {
  requireVerified(actor, "Open the link in the mail that we sent you, then create the workspace.");
  return database().transaction(async (tx) => {
    // One at a time for each person, so that requests sent together can't pass the count together.
    await lockUser(tx, actor.user.id);
    if ((await countOwned(tx, actor.user.id)) >= MOST_OWNED)
      throw new AppError(
        "too_many_workspaces",
        `You own ${MOST_OWNED} workspaces. Delete one that you no longer need.`,
      );
    const tenantId = await openTenant(tx, { name, kind: "team", ownerId: actor.user.id }, wallNow());
    await recordAudit(tx, { tenantId, actor, action: "tenant.create", detail: { name }, requestId });
    return tenantId;
  });
}
