import { findBillingAccount } from "@/db/queries/billing";
import type { GrantRow } from "@/db/queries/grants";
import { grants } from "@/db/schema/grants";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { billingNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { settleTenantIn } from "@/lib/due/settle-tenant";
import { AppError } from "@/lib/errors";
import { newId, type TenantId } from "@/lib/ids";
import type { Tier } from "@/lib/plans/catalogue";

interface GrantPlan {
  tenantId: TenantId;
  actor: SignedIn;
  tier: Tier;
  reason: string;
  /** The tenant's present, unless told otherwise. */
  startsAt: Date | null;
  /** Null: until it is revoked. */
  endsAt: Date | null;
}

/** Gives a tenant a plan for nothing, beside whatever it pays for (G15); throws `not_found` or `invalid_request`. */
export async function grantPlan({ tenantId, actor, ...wanted }: GrantPlan): Promise<GrantRow> {
  return database().transaction(async (tx) => {
    const account = await findBillingAccount(tx, tenantId);
    if (!account) throw new AppError("not_found", "There is no such workspace.");
    const startsAt = wanted.startsAt ?? billingNow(account);
    if (wanted.endsAt && wanted.endsAt <= startsAt)
      throw new AppError("invalid_request", "The grant would end before it begins.");
    const values = { id: newId<GrantRow["id"]>(), tenantId, grantedBy: actor.user.id, ...wanted, startsAt };
    const [row] = await tx.insert(grants).values(values).returning();
    if (!row) throw new Error("the grant was not written");
    const detail = { grant: row.id, tier: row.tier, reason: row.reason, ends_at: row.endsAt?.toISOString() ?? null };
    await recordAudit(tx, { tenantId, actor, as: "operator", action: "grant.give", detail });
    await settleTenantIn(tx, tenantId);
    return row;
  });
}
