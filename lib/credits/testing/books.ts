import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { findCreditAccount } from "@/db/queries/credits";
import { creditEntries } from "@/db/schema/credits";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import type { TestTenant } from "@/lib/testing/a-tenant";
import { grantCredits } from "../grant-credits";

/** The account of a tenant, after checking that its ledger adds up (G18). */
export async function requireBalancedBooks(tenantId: TenantId) {
  const db = database();
  const account = await findCreditAccount(db, tenantId);
  if (!account) throw new Error("there is no credit account");
  const [sums] = await db
    .select({
      all: sql<number>`coalesce(sum(${creditEntries.delta}), 0)::int`,
      packs: sql<number>`coalesce(sum(${creditEntries.packDelta}), 0)::int`,
    })
    .from(creditEntries)
    .where(eq(creditEntries.tenantId, tenantId));
  expect(sums).toEqual({ all: account.balance + account.packBalance, packs: account.packBalance });
  expect(Math.min(account.balance, account.packBalance)).toBeGreaterThanOrEqual(0);
  return account;
}

/** Credits that do not expire, from an operator. */
export function givePack({ tenantId, owner }: Pick<TestTenant, "tenantId" | "owner">, quantity: number) {
  const wanted = { quantity, reason: "for the test", actor: owner };
  return database().transaction((tx) => grantCredits(tx, tenantId, wanted));
}
