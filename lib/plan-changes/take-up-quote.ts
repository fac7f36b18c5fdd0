import { findQuote } from "@/db/queries/quotes";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { QuoteId, TenantId } from "@/lib/ids";
import { confirmQuote } from "./confirm-quote";

/** Goes on with a confirmation whose request died between our claim and Stripe's answer. */
export async function takeUpQuote({ tenantId, quoteId }: { tenantId: TenantId; quoteId: QuoteId }): Promise<void> {
  const quote = await findQuote(database(), tenantId, quoteId);
  if (quote?.state !== "confirming") return;
  await confirmQuote({ tenantId, quoteId, actor: "system" }).catch((error: unknown) => {
    // A declined card is an answer, not a reason to try again.
    if (error instanceof AppError && error.status < 500) return;
    throw error;
  });
}
