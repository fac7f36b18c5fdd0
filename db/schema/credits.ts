import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import type { TenantId } from "@/lib/ids";
import { instant } from "./columns";
import { tenants } from "./tenants";

/** The running sum of a tenant's ledger, kept beside it so that consuming is one conditional statement (G19). */
export const creditAccounts = pgTable(
  "credit_accounts",
  {
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .primaryKey()
      .references(() => tenants.id, { onDelete: "cascade" }),
    balance: integer("balance").notNull().default(0),
    /** Unlimited plans record what was used at no charge to the balance. */
    unlimited: boolean("unlimited").notNull().default(false),
    usedThisMonth: integer("used_this_month").notNull().default(0),
    grantedThisMonth: integer("granted_this_month").notNull().default(0),
    /** Every credit month is counted from here, so that an anchor on the 31st never slides. */
    anchorAt: instant("anchor_at").notNull(),
    monthStartAt: instant("month_start_at").notNull(),
    monthEndAt: instant("month_end_at").notNull(),
  },
  (table) => [
    // Never negative, whatever code runs: a race that would overspend fails here.
    check("credit_accounts_never_negative", sql`${table.balance} >= 0`),
  ],
);

export type CreditEntryKind = "grant" | "reserve" | "settle" | "release" | "consume" | "expire" | "adjust" | "refund";

/** Append-only; the balance always equals the sum of `delta` (G18). */
export const creditEntries = pgTable(
  "credit_entries",
  {
    id: uuid("id").primaryKey(),
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    kind: text("kind").$type<CreditEntryKind>().notNull(),
    delta: integer("delta").notNull(),
    /** What was used, also where the plan is unlimited and `delta` is 0. */
    quantity: integer("quantity").notNull(),
    /** What caused the entry; the same cause is never entered twice. */
    source: text("source").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    unique("credit_entries_once_per_source").on(table.tenantId, table.source),
    index("credit_entries_by_time").on(table.tenantId, table.createdAt),
  ],
);
