import { randomBytes } from "node:crypto";
import type { Executor } from "@/db/client";
import { findDebitReferenceOf, insertDebitReference } from "@/db/queries/payments";
import type { TenantId } from "@/lib/ids";
import { debitReferenceOf } from "./debit-reference";

/** The reference by which transfers find this subscription; always the same one, however often it is asked for. */
export async function openDebitReference(
  db: Executor,
  tenantId: TenantId,
  stripeSubscriptionId: string,
): Promise<string> {
  const known = await findDebitReferenceOf(db, stripeSubscriptionId);
  if (known) return known.id;
  const id = debitReferenceOf(randomBytes(12));
  return (await insertDebitReference(db, { id, tenantId, stripeSubscriptionId })) ?? id;
}
