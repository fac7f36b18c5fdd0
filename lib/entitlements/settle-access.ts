import type { Transaction } from "@/db/client";
import type { BillingAccountRow } from "@/db/queries/billing";
import { findTenant, listChildRows } from "@/db/queries/members";
import { settleCredits } from "@/lib/credits/settle-credits";
import type { DomainEvent } from "@/lib/events/catalogue";
import type { TenantId } from "@/lib/ids";
import { addJob } from "@/lib/jobs/add-job";
import { creditsOf } from "./credits-of";
import type { Access } from "./decide-access";

/** What a tenant's access has come to: for its account's row, for the outbox, and whether it is news at all. */
export interface SettledAccess {
  values: Pick<BillingAccountRow, "announcedTier" | "announcedMode" | "dueAt">;
  events: DomainEvent[];
  isNews: boolean;
}

interface ToSettle {
  account: BillingAccountRow;
  access: Access;
  /** Where the month's credits come from. */
  plan: { monthlyCredits: number | null };
  /** When to decide again at the latest; null = never by itself. */
  dueAt: Date | null;
  at: Date;
}

/**
 * Draws the consequences of an access decision, whatever led to it: credits, events, and when to decide again. In the
 * caller's transaction, which holds the billing lock; safe to repeat.
 */
export async function settleAccess(
  tx: Transaction,
  tenantId: TenantId,
  { account, access, plan, dueAt, at }: ToSettle,
): Promise<SettledAccess> {
  const tenant = await findTenant(tx, tenantId);
  if (!tenant) throw new Error(`tenant ${tenantId} is gone`);
  const { entries } = await settleCredits(tx, tenantId, creditsOf(access, plan, tenant), at);
  const granted = entries
    .filter((entry) => entry.kind === "grant")
    .map((entry): DomainEvent => ({ type: "CreditsGranted", data: { amount: entry.delta, source: entry.source } }));
  const changes = accessEvents(account, access, at);
  // Those below share the access: each settles its own credits, events and mails.
  if (changes.length > 0)
    for (const { id } of await listChildRows(tx, tenantId))
      await addJob(tx, "settle-tenant", { tenantId: id }, { key: `settle:${id}` });
  return {
    values: { announcedTier: access.tier, announcedMode: access.mode, dueAt },
    events: [...changes, ...granted],
    isNews: changes.length > 0 || entries.length > 0,
  };
}

function accessEvents(account: BillingAccountRow, access: Access, at: Date): DomainEvent[] {
  const { tier, mode, reason } = access;
  const events: DomainEvent[] = [];
  if (account.announcedTier !== tier)
    events.push({
      type: "SubscriptionTierChanged",
      data: { from: account.announcedTier, to: tier, mode, reason, effective_at: at.toISOString() },
    });
  if (account.announcedMode !== mode)
    events.push({
      type: "AccessModeChanged",
      data: {
        from: account.announcedMode,
        to: mode,
        tier,
        reason,
        next_change_at: access.nextChangeAt?.toISOString() ?? null,
      },
    });
  return events;
}
