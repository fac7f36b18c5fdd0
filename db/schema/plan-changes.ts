import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { PriceId, QuoteId, TenantId, UserId } from "@/lib/ids";
import { prices } from "./catalogue";
import { instant } from "./columns";
import { users } from "./identity";
import { tenants } from "./tenants";

/** now: charged and changed at once · period_end: scheduled, nothing charged · trial: changed at once, nothing charged. */
export type ChangeTiming = "now" | "period_end" | "trial";

/**
 * open: may be confirmed · confirming: a confirmation is under way · requires_action: waits for the customer's bank ·
 * applied: the change is made or scheduled · failed: nothing was changed · expired: too old.
 */
export type QuoteState = "open" | "confirming" | "requires_action" | "applied" | "failed" | "expired";

/** A line of a quote, as Stripe previews it; `amountMinor` is negative for credit. */
export interface QuoteLine {
  description: string;
  amountMinor: number;
  isProration: boolean;
  periodStartAt: string;
  periodEndAt: string;
}

/** A stored preview of a plan change: what is charged when it is confirmed is what it says (G7). */
export const quotes = pgTable(
  "quotes",
  {
    id: uuid("id").$type<QuoteId>().primaryKey(),
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    createdBy: uuid("created_by")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    stripeSubscriptionId: text("stripe_subscription_id").notNull(),
    fromPriceId: uuid("from_price_id")
      .$type<PriceId>()
      .references(() => prices.id),
    toPriceId: uuid("to_price_id")
      .$type<PriceId>()
      .notNull()
      .references(() => prices.id),
    fromQuantity: integer("from_quantity").notNull(),
    toQuantity: integer("to_quantity").notNull(),
    timing: text("timing").$type<ChangeTiming>().notNull(),
    /** A promotion code that the change redeems, as Stripe's id. */
    stripePromotionCodeId: text("stripe_promotion_code_id"),
    currency: text("currency").notNull(),
    lines: jsonb("lines").$type<QuoteLine[]>().notNull(),
    subtotalMinor: integer("subtotal_minor").notNull(),
    discountMinor: integer("discount_minor").notNull().default(0),
    taxMinor: integer("tax_minor").notNull(),
    /** Account credit that is used up by it. */
    creditAppliedMinor: integer("credit_applied_minor").notNull().default(0),
    /** What is charged at confirmation. */
    amountDueMinor: integer("amount_due_minor").notNull(),
    nextChargeMinor: integer("next_charge_minor"),
    nextChargeAt: instant("next_charge_at"),
    /** The moment that prorations are computed for; sent again at confirmation, so that both agree to the second. */
    prorationAt: instant("proration_at").notNull(),
    effectiveAt: instant("effective_at").notNull(),
    /** What the subscription looked like; a quote for another state of it is refused. */
    basis: text("basis").notNull(),
    state: text("state").$type<QuoteState>().notNull().default("open"),
    stripeInvoiceId: text("stripe_invoice_id"),
    failureCode: text("failure_code"),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (table) => [
    index("quotes_by_tenant").on(table.tenantId, table.createdAt),
    check(
      "quotes_state",
      sql`${table.state} in ('open', 'confirming', 'requires_action', 'applied', 'failed', 'expired')`,
    ),
  ],
);
