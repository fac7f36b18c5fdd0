import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import type { ReservationId, TenantId } from "@/lib/ids";
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
    /** What is left of the month's credits; spent first, gone at the month's end. */
    balance: integer("balance").notNull().default(0),
    /** What is left of bought and given credits; it does not expire. */
    packBalance: integer("pack_balance").notNull().default(0),
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
    check("credit_accounts_packs_never_negative", sql`${table.packBalance} >= 0`),
    index("credit_accounts_by_month_end").on(table.monthEndAt),
  ],
);

export type CreditEntryKind = "grant" | "reserve" | "settle" | "release" | "consume" | "expire" | "adjust" | "refund";

/** Append-only; both balances together always equal the sum of `delta`, the packs' that of `packDelta` (G18). */
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
    /** The part of `delta` that came from or went to what does not expire. */
    packDelta: integer("pack_delta").notNull().default(0),
    /** What was used, also where the plan is unlimited and `delta` is 0. */
    quantity: integer("quantity").notNull(),
    /** What caused the entry; the same cause is never entered twice. */
    source: text("source").notNull(),
    /** For people: who gave it and why, or what it was for. */
    note: text("note"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    unique("credit_entries_once_per_source").on(table.tenantId, table.source),
    index("credit_entries_by_time").on(table.tenantId, table.createdAt),
  ],
);

export type ReservationState = "reserved" | "settled" | "released" | "expired";

/** Credits set aside for work under way: taken from the balance at once, so that nobody spends them twice (G19). */
export const creditReservations = pgTable(
  "credit_reservations",
  {
    id: uuid("id").$type<ReservationId>().primaryKey(),
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    quantity: integer("quantity").notNull(),
    fromMonthly: integer("from_monthly").notNull(),
    fromPack: integer("from_pack").notNull(),
    /** The credit month that `fromMonthly` belongs to: released after its end, it is not given back. */
    monthStartAt: instant("month_start_at").notNull(),
    state: text("state").$type<ReservationState>().notNull().default("reserved"),
    settledQuantity: integer("settled_quantity"),
    source: text("source").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (table) => [
    unique("credit_reservations_once_per_source").on(table.tenantId, table.source),
    index("credit_reservations_open").on(table.expiresAt).where(sql`${table.state} = 'reserved'`),
    check(
      "credit_reservations_quantity",
      sql`${table.quantity} > 0 and ${table.fromMonthly} >= 0 and ${table.fromPack} >= 0`,
    ),
  ],
);
