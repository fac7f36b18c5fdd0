import { randomBytes } from "node:crypto";
import type { Executor } from "@/db/client";
import { findDebitReferenceOf, insertDebitReference } from "@/db/queries/payments";
import type { TenantId } from "@/lib/ids";
import { addJob } from "@/lib/jobs/add-job";
import { debitReferenceOf, REFERENCE_BYTES } from "./debit-reference";

/** The reference by which transfers find this subscription; always the same one, however often it is asked for. */
export async function openDebitReference(
  db: Executor,
  tenantId: TenantId,
  stripeSubscriptionId: string,
): Promise<string> {
  const known = await findDebitReferenceOf(db, stripeSubscriptionId);
  if (known) return known.id;
  const made = debitReferenceOf(randomBytes(REFERENCE_BYTES));
  const id = (await insertDebitReference(db, { id: made, tenantId, stripeSubscriptionId })) ?? made;
  // Money that came before its reference was known here has waited for this moment.
  await addJob(db, "repost-transfers", { debitReferenceId: id }, { key: `repost-transfers:${id}` });
  return id;
}
