import type { Transaction } from "@/db/client";
import { keepFromReturning, moveCredits } from "@/db/queries/credits";
import type { DomainEvent } from "@/lib/events/catalogue";
import type { CheckoutId, TenantId } from "@/lib/ids";
import { lockCredits } from "./lock-credits";

/** The ledger's name of a bought pack: once per purchase, however often its payment is heard of. */
export const packSource = (checkoutId: CheckoutId) => `pack:${checkoutId}`;
/** The ledger's name of its return. */
export const takeBackSource = (checkoutId: CheckoutId) => `pack-refund:${checkoutId}`;

/** Enters a bought pack, once; answers what there is to announce. */
export async function addPack(
  tx: Transaction,
  tenantId: TenantId,
  checkoutId: CheckoutId,
  credits: number,
): Promise<DomainEvent[]> {
  await lockCredits(tx, tenantId);
  const source = packSource(checkoutId);
  const isNew = await moveCredits(tx, tenantId, { kind: "grant", source, monthly: 0, pack: credits });
  return isNew ? [{ type: "CreditsGranted", data: { amount: credits, source } }] : [];
}

/**
 * Takes a refunded pack back, once: as much as is unspent, since what was used can't be returned. Answers how many went.
 */
export async function takeBackPack(
  tx: Transaction,
  tenantId: TenantId,
  checkoutId: CheckoutId,
  credits: number,
): Promise<number> {
  const { packBalance } = await lockCredits(tx, tenantId);
  const unspent = Math.min(packBalance, credits);
  const source = takeBackSource(checkoutId);
  const isNew = await moveCredits(tx, tenantId, { kind: "refund", source, monthly: 0, pack: -unspent });
  // What is set aside would come back after the refund: it is used up for the work under way, or gone.
  if (isNew) await keepFromReturning(tx, tenantId, credits - unspent);
  return isNew ? unspent : 0;
}
