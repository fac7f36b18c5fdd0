import { and, desc, eq, inArray, ne } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { plans, prices } from "@/db/schema/catalogue";
import { type QuoteState, quotes } from "@/db/schema/plan-changes";
import type { PriceId, QuoteId, TenantId } from "@/lib/ids";

export type QuoteRow = typeof quotes.$inferSelect;

export async function insertQuote(db: Executor, values: typeof quotes.$inferInsert): Promise<QuoteRow> {
  const [row] = await db.insert(quotes).values(values).returning();
  if (!row) throw new Error("the quote was not stored");
  return row;
}

/** A quote of that tenant; the id is useful to nobody else (G21). */
export async function findQuote(db: Executor, tenantId: TenantId, quoteId: QuoteId): Promise<QuoteRow | null> {
  const [row] = await db
    .select()
    .from(quotes)
    .where(and(eq(quotes.tenantId, tenantId), eq(quotes.id, quoteId)));
  return row ?? null;
}

/** Quotes whose change is under way. */
export async function listUnsettledQuotes(db: Executor, tenantId: TenantId): Promise<QuoteRow[]> {
  return db
    .select()
    .from(quotes)
    .where(and(eq(quotes.tenantId, tenantId), inArray(quotes.state, ["confirming", "requires_action"])))
    .orderBy(desc(quotes.createdAt));
}

/** Whether another change of the tenant is being made at this moment. */
export async function hasOtherConfirmation(db: Executor, tenantId: TenantId, quoteId: QuoteId): Promise<boolean> {
  const rows = await db
    .select({ id: quotes.id })
    .from(quotes)
    .where(and(eq(quotes.tenantId, tenantId), eq(quotes.state, "confirming"), ne(quotes.id, quoteId)))
    .limit(1);
  return rows.length > 0;
}

/** Moves a quote on, if it is still in one of the states that it may come from; answers whether it was. */
export async function moveQuote(
  db: Executor,
  quoteId: QuoteId,
  from: readonly QuoteState[],
  values: Partial<Pick<QuoteRow, "state" | "stripeInvoiceId" | "failureCode" | "endedAt">>,
): Promise<boolean> {
  const rows = await db
    .update(quotes)
    .set(values)
    .where(and(eq(quotes.id, quoteId), inArray(quotes.state, [...from])))
    .returning({ id: quotes.id });
  return rows.length > 0;
}

/** One of our prices with its plan, whether on sale or not. */
export async function findPriceWithPlan(db: Executor, priceId: PriceId) {
  const [row] = await db
    .select({ price: prices, plan: plans })
    .from(prices)
    .innerJoin(plans, eq(plans.id, prices.planId))
    .where(eq(prices.id, priceId));
  return row ?? null;
}
